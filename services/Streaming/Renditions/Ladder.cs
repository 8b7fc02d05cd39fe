using System.Globalization;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Renditions;

/// <summary>The qualities below the source: how they are said in the settings, and which of them a source allows.
/// Pure.</summary>
internal static class Ladder
{
    /// <summary>The most rungs: each costs an encoder.</summary>
    public const int MaxRungs = 4;

    private const int MinLines = 144;
    private const int MaxLines = 2160;

    /// <summary>Reads a setting such as <c>720,480</c>, the highest first.</summary>
    /// <returns>Null when it says anything else than some different, even numbers of lines, or nothing.</returns>
    public static IReadOnlyList<int>? Parse(string setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
            return [];

        var words = setting.Split(',', StringSplitOptions.TrimEntries);
        var rungs = words
            .Select(word =>
                int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var lines) ? lines : 0
            )
            .Distinct()
            .ToArray();
        return
            rungs.Length == words.Length
            && rungs.Length <= MaxRungs
            && rungs.All(lines => lines is >= MinLines and <= MaxLines && lines % 2 == 0)
            ? [.. rungs.OrderDescending()]
            : null;
    }

    /// <summary>The rungs below a source: nothing is ever enlarged. A picture on its side is as high as it is
    /// wide.</summary>
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
    // About a tenth of a bit for each pixel of thirty pictures a second, which suits a person on a mat.
    private const int BitsPerLineOfLines = 5;

    /// <summary>Name of the rendition.</summary>
    public string Name => FormattableString.Invariant($"{Lines}p");

    /// <summary>What ffmpeg calls the size; the other side follows, even and in proportion.</summary>
    public string Scale =>
        IsUpright ? FormattableString.Invariant($"{Lines}:-2") : FormattableString.Invariant($"-2:{Lines}");

    /// <summary>Bits a second that are enough for it.</summary>
    public int BitsPerSecond => Lines * Lines * BitsPerLineOfLines;
}
