using System.Security.Cryptography;
using UpperBack.Streaming.Storage;

namespace UpperBack.Conformance;

/// <summary>The seam on object storage, against a server that is not ours.</summary>
public sealed class S3RecordingSeamTests(S3Server server) : RecordingSeamTests, IClassFixture<S3Server>, IDisposable
{
    private readonly S3RecordingStore store = server.Store();

    internal override IRecordingStore Store => store;

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task AKeyThatNobodyKnowsIsAnErrorOfTheSeam()
    {
        using var stranger = server.Store(accessKey: "guessed");

        await Assert.ThrowsAsync<IOException>(() => stranger.WriteAsync("one/1.m4s", Bytes(10), default));
        await Assert.ThrowsAsync<IOException>(() => stranger.OpenAsync("one/1.m4s", default));
        await Assert.ThrowsAsync<IOException>(() => stranger.DeleteAsync("one", default));
    }

    [Fact]
    public async Task ABucketThatIsNotThereIsAnErrorAndNotAnAbsentObject()
    {
        using var elsewhere = server.Store(bucket: "elsewhere");

        await Assert.ThrowsAsync<IOException>(() => elsewhere.OpenAsync("one/1.m4s", default));
    }

    [Fact]
    public async Task ItNeedsNothingThatOnlyAmazonsOwnHas()
    {
        using var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{UpperBackServer.FindFreePort()}/" } };
        listener.Start();
        using var to = new S3RecordingStore(
            new S3Settings(listener.Prefixes.Single().TrimEnd('/'), "eu-central-1", "films", "", "name", "secret")
        );
        var writing = to.WriteAsync("one/source/1.m4s", Bytes(70_000), default);
        var asked = await listener.GetContextAsync();
        using var body = new MemoryStream();
        await asked.Request.InputStream.CopyToAsync(body);
        asked.Response.Close();
        await writing;

        var headers = asked.Request.Headers;
        Assert.Equal(
            ("PUT", "/films/one/source/1.m4s", 70_000),
            (asked.Request.HttpMethod, asked.Request.RawUrl, asked.Request.ContentLength64)
        );
        Assert.Equal(Bytes(70_000), body.ToArray());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Bytes(70_000))), headers["x-amz-content-sha256"]);
        Assert.Contains("/eu-central-1/s3/aws4_request", headers["Authorization"], StringComparison.Ordinal);
        Assert.Null(headers["Content-Encoding"]);
        Assert.DoesNotContain(headers.AllKeys, name =>
            name!.StartsWith("x-amz-checksum", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("x-amz-trailer", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task AServerThatIsAwayIsAnErrorWithinSeconds()
    {
        using var lost = S3Server.StoreWithoutServer();
        var asked = System.Diagnostics.Stopwatch.StartNew();

        await Assert.ThrowsAsync<IOException>(() => lost.WriteAsync("one/1.m4s", Bytes(10), default));
        Assert.InRange(asked.Elapsed.TotalSeconds, 0, 15);
    }
}
