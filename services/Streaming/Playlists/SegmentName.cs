using System.Globalization;

namespace UpperBack.Streaming.Playlists;

/// <summary>What a segment is called, in addresses and in the store. Its number alone may be given again after a crash
/// that lost it; its name is not. Pure.</summary>
/// <param name="Run">The first encoder session of the process that made it; 0 when it is called by its number alone, as
/// earlier versions did.</param>
/// <param name="Number">Media sequence number.</param>
internal readonly record struct SegmentName(int Run, long Number)
{
    public override string ToString() =>
        Run == 0
            ? Number.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Run}-{Number}");
}
