using System.Net;
using System.Security.Cryptography;
using UpperBack.Streaming.Storage;
using UpperBack.Testing;

namespace UpperBack.Conformance;

/// <summary>What every store of recordings promises, whichever provider stands behind it.</summary>
public abstract class RecordingSeamTests
{
    internal abstract IRecordingStore Store { get; }

    /// <summary>A folder for one test alone.</summary>
    private string Folder { get; } = $"{Guid.CreateVersion7()}";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    [InlineData(5_000_000)]
    public async Task WhatIsKeptIsReadBackByteForByte(int length)
    {
        var bytes = Bytes(length);
        await Store.WriteAsync($"{Folder}/1/source/17.m4s", bytes, default);

        Assert.Equal(bytes, await ReadAsync($"{Folder}/1/source/17.m4s"));
    }

    [Fact]
    public async Task PartOfABufferIsKeptAsThatPart()
    {
        var buffer = Bytes(1000);
        await Store.WriteAsync($"{Folder}/1.m4s", buffer.AsMemory(100, 500), default);

        Assert.Equal(buffer[100..600], await ReadAsync($"{Folder}/1.m4s"));
    }

    [Fact]
    public async Task WritingAgainReplacesTheWholeObject()
    {
        await Store.WriteAsync($"{Folder}/1.m4s", Bytes(1000), default);
        await Store.WriteAsync($"{Folder}/1.m4s", Bytes(10), default);

        Assert.Equal(Bytes(10), await ReadAsync($"{Folder}/1.m4s"));
    }

    [Fact]
    public async Task AnObjectThatIsReadMayBeReplacedAndDeletedMeanwhile()
    {
        await Store.WriteAsync($"{Folder}/1.m4s", Bytes(200_000), default);
        await using var reading = (await Store.OpenAsync($"{Folder}/1.m4s", default))!;
        await Store.WriteAsync($"{Folder}/1.m4s", Bytes(10), default);
        await Store.DeleteAsync(Folder, default);

        Assert.Equal(Bytes(200_000), await ReadAsync(reading));
    }

    [Fact]
    public async Task WhatIsNotThereIsNull()
    {
        await Store.WriteAsync($"{Folder}/source/1.m4s", Bytes(10), default);

        Assert.Null(await Store.OpenAsync($"{Folder}/source/2.m4s", default));
        Assert.Null(await Store.OpenAsync($"{Folder}/audio/1.m4s", default));
    }

    [Fact]
    public async Task DeletingAFolderDeletesAllOfItAndNothingBesides()
    {
        await Store.WriteAsync($"{Folder}/1/source/1.m4s", Bytes(10), default);
        await Store.WriteAsync($"{Folder}/1/audio/1.m4s", Bytes(10), default);
        await Store.WriteAsync($"{Folder}/11/source/1.m4s", Bytes(10), default);
        await Store.DeleteAsync($"{Folder}/1", default);

        Assert.Null(await Store.OpenAsync($"{Folder}/1/source/1.m4s", default));
        Assert.Null(await Store.OpenAsync($"{Folder}/1/audio/1.m4s", default));
        Assert.Equal(Bytes(10), await ReadAsync($"{Folder}/11/source/1.m4s"));
    }

    [Fact]
    public async Task AFolderOfMoreThanOnePageIsDeletedWhole()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1050),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, ct) => await Store.WriteAsync($"{Folder}/{i}.m4s", Bytes(1), ct)
        );
        await Store.DeleteAsync(Folder, default);

        foreach (var i in Enumerable.Range(0, 1050))
            Assert.Null(await Store.OpenAsync($"{Folder}/{i}.m4s", default));
    }

    [Fact]
    public async Task DeletingWhatIsNotThereDoesNothing()
    {
        await Store.DeleteAsync(Folder, default);
        await Store.DeleteAsync(Folder, default);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("..")]
    [InlineData("../1.m4s")]
    [InlineData("source/../../1.m4s")]
    [InlineData("source/./1.m4s")]
    [InlineData("source//1.m4s")]
    [InlineData("/etc/passwd")]
    [InlineData("source\\..\\1.m4s")]
    [InlineData("source/.unfinished-1")]
    [InlineData("source/1 2.m4s")]
    [InlineData("source/ä.m4s")]
    [InlineData("source/\0.m4s")]
    public async Task APathThatIsNoneIsRefused(string path)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(path, Bytes(1), default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenAsync(path, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(path, default));
    }

    [Fact]
    public async Task WhoeverGivesUpIsNotKeptWaiting()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Store.WriteAsync($"{Folder}/1.m4s", Bytes(10), gone.Token)
        );
        Assert.Null(await Store.OpenAsync($"{Folder}/1.m4s", default));
    }

    private protected static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private protected async Task<byte[]> ReadAsync(string path)
    {
        await using var stream = await Store.OpenAsync(path, default);
        return await ReadAsync(Assert.IsAssignableFrom<Stream>(stream));
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using var read = new MemoryStream();
        await stream.CopyToAsync(read);
        return read.ToArray();
    }
}

/// <summary>The seam on a local disk.</summary>
public sealed class DiskRecordingSeamTests : RecordingSeamTests, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("upperback-recordings-").FullName;

    internal override IRecordingStore Store => new DiskRecordingStore(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task WritersOfOneObjectLeaveOneOfTheirsWhole()
    {
        await Task.WhenAll(
            Enumerable.Range(1, 8).Select(i => Store.WriteAsync("one/1.m4s", Bytes(i * 10_000), default))
        );

        Assert.Contains(await ReadAsync("one/1.m4s"), Enumerable.Range(1, 8).Select(i => Bytes(i * 10_000)));
    }

    [Fact]
    public async Task NothingUnfinishedStaysBehind()
    {
        await Store.WriteAsync("one/1.m4s", Bytes(1000), default);
        Directory.CreateDirectory(Path.Combine(folder, "one", "2.m4s"));
        await Assert.ThrowsAnyAsync<IOException>(() => Store.WriteAsync("one/2.m4s", Bytes(1000), default));

        Assert.Equal(["1.m4s"], Directory.EnumerateFiles(Path.Combine(folder, "one")).Select(Path.GetFileName));
    }
}

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
