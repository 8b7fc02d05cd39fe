using System.Security.Cryptography;
using UpperBack.Streaming.Storage;

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
