using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Renditions;

/// <summary>Which lower renditions of the settings a source allows. Pure.</summary>
internal static class Ladder
{
    /// <summary>The rungs below a source: nothing is ever enlarged. For an upright video its width
    /// counts.</summary>
    public static IEnumerable<Rung> Below(VideoFormat source, IEnumerable<int> ladder) =>
        ladder
            .Where(lines => lines < Math.Min(source.Width, source.Height))
            .Select(lines => new Rung(lines, source.Width < source.Height));
}

/// <summary>One quality below the source.</summary>
/// <param name="Lines">Pixels of the shorter side.</param>
/// <param name="IsUpright">True when the width is the shorter side.</param>
internal readonly record struct Rung(int Lines, bool IsUpright)
{
    // About a tenth of a bit for each pixel of thirty frames a second, which suits a person on a mat.
    private const int BitsPerLineOfLines = 5;

    /// <summary>Name of the rendition.</summary>
    public string Name => FormattableString.Invariant($"{Lines}p");

    /// <summary>What ffmpeg calls the size; the other side follows, even and in proportion.</summary>
    public string Scale =>
        IsUpright ? FormattableString.Invariant($"{Lines}:-2") : FormattableString.Invariant($"-2:{Lines}");

    /// <summary>Bits a second that are enough for it.</summary>
    public int BitsPerSecond => Lines * Lines * BitsPerLineOfLines;
}
