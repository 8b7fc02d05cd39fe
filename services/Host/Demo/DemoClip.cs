using System.Buffers.Binary;
using System.Text;

namespace UpperBack.Host.Demo;

/// <summary>Picture and sound of the demo's classes (make-clip.sh makes them): fragmented MP4, which goes on for ever
/// when the times in its fragments are moved on with every round.</summary>
internal sealed class DemoClip
{
    /// <summary>How long one round is; whole in pictures and in frames of sound.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(24);

    private const string Resource = "Demo/demo-class.mp4";

    private readonly Dictionary<uint, uint> timescales = [];
    private readonly List<Fragment> fragments = [];
    private readonly byte[] clip;

    private DemoClip(byte[] clip)
    {
        this.clip = clip;
        var moof = 0;
        foreach (var box in Boxes(0, clip.Length))
        {
            if (box.Type == "moov")
                ReadTimescales(box);
            else if (box.Type == "moof")
                (moof, Header) = (box.Start, Header.IsEmpty ? clip.AsMemory(0, box.Start) : Header);
            else if (box.Type == "mdat")
                fragments.Add(new Fragment(moof, box.End, [.. Children(moof, "traf").Select(ReadTime)]));
        }
    }

    /// <summary>What a stream begins with.</summary>
    public ReadOnlyMemory<byte> Header { get; }

    /// <summary>How many fragments a round has.</summary>
    public int Count => fragments.Count;

    /// <summary>The clip that comes with the program.</summary>
    public static DemoClip Load()
    {
        using var resource = typeof(DemoClip).Assembly.GetManifestResourceStream(Resource)!;
        var clip = new byte[resource.Length];
        resource.ReadExactly(clip);
        return new DemoClip(clip);
    }

    /// <summary>When a fragment is complete, from the beginning of its round on.</summary>
    public TimeSpan EndOf(int fragment) =>
        fragment + 1 == Count ? Length : fragments[fragment + 1].Times.Min(time => time.Start);

    /// <summary>A fragment as it is in some round, from 0.</summary>
    public byte[] Write(int fragment, int round)
    {
        var (start, end, times) = fragments[fragment];
        var bytes = clip[start..end];
        foreach (var time in times)
            BinaryPrimitives.WriteUInt64BigEndian(
                bytes.AsSpan(time.Position - start),
                time.Ticks + ((ulong)round * (ulong)Length.TotalSeconds * time.Timescale)
            );
        return bytes;
    }

    private void ReadTimescales(Box moov)
    {
        foreach (var trak in Children(moov.Start, "trak"))
        {
            var id = U32(Children(trak.Start, "tkhd").Single().Content + 12);
            var mdia = Children(trak.Start, "mdia").Single();
            timescales[id] = U32(Children(mdia.Start, "mdhd").Single().Content + 12);
        }
    }

    private FragmentTime ReadTime(Box traf)
    {
        var timescale = timescales[U32(Children(traf.Start, "tfhd").Single().Content + 4)];
        var position = Children(traf.Start, "tfdt").Single().Content + 4;
        return new FragmentTime(position, BinaryPrimitives.ReadUInt64BigEndian(clip.AsSpan(position)), timescale);
    }

    private IEnumerable<Box> Children(int parent, string type) =>
        Boxes(parent + 8, parent + (int)U32(parent)).Where(box => box.Type == type);

    private IEnumerable<Box> Boxes(int from, int to)
    {
        for (var at = from; at < to; at += (int)U32(at))
            yield return new Box(Encoding.ASCII.GetString(clip, at + 4, 4), at, at + (int)U32(at));
    }

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(clip.AsSpan(at));

    private sealed record Box(string Type, int Start, int End)
    {
        public int Content => Start + 8;
    }

    /// <param name="Position">Where the track's decode time is in the clip, as a number of 64 bits.</param>
    /// <param name="Ticks">What it is in the first round.</param>
    /// <param name="Timescale">Ticks a second.</param>
    private sealed record FragmentTime(int Position, ulong Ticks, uint Timescale)
    {
        public TimeSpan Start => TimeSpan.FromSeconds(Ticks / (double)Timescale);
    }

    private sealed record Fragment(int Start, int End, IReadOnlyList<FragmentTime> Times);
}
