using System.Globalization;
using System.Text;

namespace UpperBack.Live.Cues;

/// <summary>Writes cues as captions of a video (WebVTT). Pure.</summary>
internal static class Captions
{
    private const long MaxMs = 6000;
    private const long MinMs = 1500;

    /// <summary>Each caption is shown until the next one, but six seconds at most and one and a half at least; those of
    /// one moment are shown together. services/Web/src/video/captions.ts shows the same.</summary>
    /// <param name="cues">The room's log.</param>
    /// <param name="sheet">The run sheet, which names the steps.</param>
    /// <param name="fromMs">Media time of the video's first frame, Unix milliseconds; what was said before it is left
    /// out.</param>
    public static string Write(IEnumerable<Cue> cues, RunSheet sheet, long fromMs)
    {
        var shown = cues.OrderBy(cue => cue.MediaAtMs)
            .ThenBy(cue => cue.Offset)
            .Select(cue => (AtMs: cue.MediaAtMs - fromMs, Text: TextOf(cue.Content, sheet)))
            .Where(caption => caption.AtMs >= 0 && caption.Text.Length > 0)
            .ToArray();
        var text = new StringBuilder("WEBVTT\n");
        for (var i = 0; i < shown.Length; i++)
        {
            var atMs = shown[i].AtMs;
            var next = shown
                .Skip(i + 1)
                .Select(later => later.AtMs)
                .FirstOrDefault(later => later > atMs, long.MaxValue);
            var until = Math.Min(atMs + MaxMs, Math.Max(atMs + MinMs, next));
            text.Append(CultureInfo.InvariantCulture, $"\n{Time(atMs)} --> {Time(until)}\n{shown[i].Text}\n");
        }

        return text.ToString();
    }

    private static string TextOf(CueContent content, RunSheet sheet)
    {
        var step =
            content is { Kind: CueKinds.Step, StepIndex: { } index } && index < sheet.Steps.Count
                ? sheet.Steps[index]
                : null;
        var lines = string.Join(
            "\n",
            new[] { step?.Name, content.Text }.Where(line => !string.IsNullOrWhiteSpace(line))
        );

        // A blank line would end the caption, and a tag or an arrow would not be shown as written.
        return string.Join(
                '\n',
                lines.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            )
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
    }

    private static string Time(long ms) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{ms / 3_600_000:00}:{ms / 60_000 % 60:00}:{ms / 1000 % 60:00}.{ms % 1000:000}"
        );
}
