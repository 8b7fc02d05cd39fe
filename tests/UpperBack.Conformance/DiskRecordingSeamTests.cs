using System.Security.Cryptography;
using UpperBack.Streaming.Storage;

namespace UpperBack.Conformance;

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
