using System.Net;
using System.Runtime.InteropServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace UpperBack.Streaming.Storage;

/// <summary>Recordings in object storage that speaks S3, an object a key. It asks for nothing that only Amazon's own
/// has: path-style addresses, no checksums beyond the signed hash of the whole object, no bulk deletion.</summary>
/// <param name="settings">Where, and with which key.</param>
internal sealed class S3RecordingStore(S3Settings settings) : IRecordingStore, IDisposable
{
    private const int DeletionsAtOnce = 8;

    private readonly AmazonS3Client client = new(
        new BasicAWSCredentials(settings.AccessKey, settings.SecretKey),
        new AmazonS3Config
        {
            ServiceURL = settings.Endpoint,
            AuthenticationRegion = settings.Region,
            ForcePathStyle = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 2,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            Timeout = TimeSpan.FromSeconds(10),
        }
    );

    public void Dispose() => client.Dispose();

    public Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var key = KeyOf(path);
        return SendAsync(
            async () =>
            {
                var request = new PutObjectRequest
                {
                    BucketName = settings.Bucket,
                    Key = key,
                    InputStream = StreamOf(bytes),
                    ContentType = "video/mp4",
                    UseChunkEncoding = false,
                };
                return await client.PutObjectAsync(request, ct);
            },
            ct
        );
    }

    public Task<Stream?> OpenAsync(string path, CancellationToken ct)
    {
        var request = new GetObjectRequest { BucketName = settings.Bucket, Key = KeyOf(path) };
        return SendAsync(
            async () =>
            {
                try
                {
                    return (await client.GetObjectAsync(request, ct)).ResponseStream;
                }
                catch (AmazonS3Exception ex)
                    when (ex is { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" })
                {
                    return (Stream?)null;
                }
            },
            ct
        );
    }

    public async Task DeleteAsync(string folder, CancellationToken ct)
    {
        var request = new ListObjectsV2Request { BucketName = settings.Bucket, Prefix = KeyOf(folder) + "/" };
        bool isMore;
        do
        {
            var page = await SendAsync(() => client.ListObjectsV2Async(request, ct), ct);
            await Parallel.ForEachAsync(
                page.S3Objects ?? [],
                new ParallelOptions { MaxDegreeOfParallelism = DeletionsAtOnce, CancellationToken = ct },
                async (found, token) =>
                    await SendAsync(() => client.DeleteObjectAsync(settings.Bucket, found.Key, token), token)
            );
            request.ContinuationToken = page.NextContinuationToken;
            isMore = page.IsTruncated == true;
        } while (isMore);
    }

    private string KeyOf(string path) =>
        settings.Folder.Length == 0 ? ObjectPath.Checked(path) : $"{settings.Folder}/{ObjectPath.Checked(path)}";

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);

    /// <summary>Sends a request, and turns each failure into an <see cref="IOException"/>.</summary>
    private static async Task<T> SendAsync<T>(Func<Task<T>> send, CancellationToken ct)
    {
        try
        {
            return await send();
        }
        catch (Exception ex) when (ex is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw new IOException($"The object storage refused: {ex.Message}", ex);
        }
        catch (OperationCanceledException ex) when (!ct.IsCancellationRequested)
        {
            throw new IOException("The object storage did not answer in time.", ex);
        }
    }
}

/// <summary>Where an object storage is, and with which key it is used.</summary>
/// <param name="Endpoint">Address, such as <c>https://s3.eu-central-1.amazonaws.com</c>.</param>
/// <param name="Region">Region that requests are signed for.</param>
/// <param name="Bucket">The bucket; it has to be there.</param>
/// <param name="Folder">What every key begins with, without a slash at its ends; empty for nothing.</param>
/// <param name="AccessKey">Name of the key.</param>
/// <param name="SecretKey">The key.</param>
internal sealed record S3Settings(
    string Endpoint,
    string Region,
    string Bucket,
    string Folder,
    string AccessKey,
    string SecretKey
);
