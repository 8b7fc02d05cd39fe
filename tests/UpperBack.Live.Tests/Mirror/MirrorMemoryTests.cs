using System.Globalization;
using UpperBack.Testing.Mirror;

namespace UpperBack.Live.Tests.Mirror;

/// <summary>Whoever reads a node's memory finds what passed, encrypted, and nothing to decrypt it with.</summary>
public sealed class MirrorMemoryTests : IDisposable
{
    private const int Pictures = 50;
    private const int Chunk = 1 << 20;

    private readonly string folder = Directory.CreateTempSubdirectory("upperback-mirror-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task ANodesMemoryHoldsNoPictureAndNoKey()
    {
        var (scene, member) = ((MirrorScene?)null, (TestMember?)null);
        await using var node = await MirrorScene.StartNodeAsync(folder, async server =>
        {
            scene = await MirrorScene.MakeAsync(LiveFixture.On(server));
            member = await scene.SeatAsync("Asha");
        });
        await using var coach = await MirrorWatcher.WatchAsync(node.Address, scene!.Coach, scene.Session);
        await using var asha = await MirrorSharer.ShareAsync(node.Address, member!, scene.Session);
        await coach.HasKeyAsync(asha);
        var picture = new byte[2000];
        new Random(7).NextBytes(picture);
        byte[] message = [];
        for (var i = 0; i < Pictures; i++)
        {
            message = asha.Seal(picture);
            await asha.Link.SendBinaryAsync(message);
        }

        await Eventually.Is(() =>
            coach.Pictures.Any(seen => seen is { Plain: not null, Frame.Sequence: Pictures - 1 })
        );

        var found = CountIn(node.ProcessId, [picture[100..132], asha.Key, message[^48..]]);
        Assert.Equal((0, 0), (found[0], found[1]));
        Assert.True(found[2] > 0, "Not even what passed was found: the memory was not read.");
    }

    /// <summary>How often each of some texts is in what a process may write to.</summary>
    private static int[] CountIn(int process, byte[][] wanted)
    {
        var found = new int[wanted.Length];
        var buffer = new byte[Chunk + 64];
        using var memory = new FileStream(
            $"/proc/{process}/mem",
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite,
            0
        );
        foreach (var (from, to) in WritableParts(process))
        {
            for (var at = from; at < to; at += Chunk)
            {
                var length = Read(memory, at, buffer.AsSpan(0, (int)Math.Min(buffer.Length, to - at)));
                for (var i = 0; i < wanted.Length; i++)
                    found[i] += buffer.AsSpan(0, length).IndexOf(wanted[i]) >= 0 ? 1 : 0;
            }
        }

        return found;
    }

    private static int Read(FileStream memory, long at, Span<byte> into)
    {
        try
        {
            memory.Position = at;
            return memory.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        }
        catch (IOException)
        {
            // A part that cannot be read, such as the kernel's own, holds nothing of the process's.
            return 0;
        }
    }

    private static IEnumerable<(long From, long To)> WritableParts(int process) =>
        from line in File.ReadAllLines($"/proc/{process}/maps")
        let words = line.Split(' ')
        where words[1].StartsWith("rw", StringComparison.Ordinal)
        let range = words[0].Split('-')
        let ends = range.Select(end => ulong.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray()
        where ends[1] < long.MaxValue
        select ((long)ends[0], (long)ends[1]);
}
