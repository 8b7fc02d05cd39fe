using System.Globalization;
using Microsoft.Playwright;

namespace UpperBack.Browser.Video;

/// <summary>Somebody who watches, with every frame and cue written down.</summary>
internal sealed class VideoViewer(IPage page)
{
    public IPage Page => page;

    /// <summary>Waits for the picture, then reads it.</summary>
    public static async Task<VideoViewer> ReadAsync(IPage page)
    {
        await page.Locator("[data-testid=video][data-state=playing]").WaitForAsync();
        await page.EvaluateAsync(Scripts.Read("watch-video.js"));
        return new VideoViewer(page);
    }

    /// <summary>Forgets what was read so far.</summary>
    public Task StartOverAsync() =>
        page.EvaluateAsync("() => { seen.frames.length = 0; seen.stalls = 0; seen.unreadable = 0; cues.length = 0; }");

    /// <summary>What was read once so many cues were shown. The slower the machine, the later in a recording the first
    /// of them comes.</summary>
    public Task<Seen> SeenAsync(int minCues) =>
        Eventually.Is(SeenAsync, seen => seen.Cues.Count >= minCues, TimeSpan.FromSeconds(60));

    /// <summary>Waits until so many frames were read.</summary>
    public Task PlaysAsync(int frames) =>
        Eventually.Is(
            () => page.EvaluateAsync<int>("() => seen.frames.length"),
            count => count >= frames,
            TimeSpan.FromSeconds(60)
        );

    /// <summary>What was read.</summary>
    public async Task<Seen> SeenAsync() =>
        JsonSerializer.Deserialize<Seen>(
            await page.EvaluateAsync<string>("() => JSON.stringify({ ...seen, cues })"),
            JsonSerializerOptions.Web
        )!;
}

/// <summary>What a viewer saw.</summary>
/// <param name="Frames">Every frame: when it was shown and what its clock says, milliseconds on this machine's
/// clock.</param>
/// <param name="Stalls">How often the picture stood still for half a second or more.</param>
/// <param name="Unreadable">Frames whose clock could not be read.</param>
/// <param name="Cues">Every cue as it was shown.</param>
internal sealed record Seen(IReadOnlyList<SeenFrame> Frames, int Stalls, int Unreadable, IReadOnlyList<SeenCue> Cues)
{
    /// <summary>Milliseconds from the camera to the viewer's screen, of the middle frame.</summary>
    public double MedianLatencyMs => Quantile([.. Frames.Select(frame => frame.ShownAt - frame.DrawnAt)], 0.5);

    /// <summary>Milliseconds from a cue's moment to the frame it was shown at, by the clock in the picture, of the 95th
    /// in a hundred.</summary>
    public double CueErrorMs =>
        Quantile(
            [.. Cues.Where(cue => cue.DrawnAt is not null).Select(cue => Math.Abs(cue.DrawnAt!.Value - cue.MediaAt))],
            0.95
        );

    /// <summary>How many frames drawn after a cue's moment were on screen before it, of the 95th in a hundred; the
    /// frame it belongs to is the first one, whatever the machine's pace.</summary>
    public double LateFrames =>
        Quantile(
            [
                .. Cues.Where(cue => cue.DrawnAt is not null)
                    .Select(cue =>
                        (double)Frames.Count(frame => frame.DrawnAt > cue.MediaAt && frame.DrawnAt < cue.DrawnAt)
                    ),
            ],
            0.95
        );

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Frames.Count} frames, {Unreadable} unreadable, {Stalls} stalls, "
                + $"glass to glass median {MedianLatencyMs:0} ms; "
                + $"{Cues.Count} cues, error p95 {CueErrorMs:0} ms, {LateFrames:0} frames"
        );

    private static double Quantile(double[] values, double share)
    {
        Array.Sort(values);
        return values.Length == 0 ? double.NaN : values[Math.Min(values.Length - 1, (int)(values.Length * share))];
    }
}

internal sealed record SeenFrame(double ShownAt, double DrawnAt, double MediaTime);

/// <param name="MediaAt">The moment the cue refers to.</param>
/// <param name="ShownAt">Media time of the frame it was shown at, as the page says; null when it did not wait for a
/// picture.</param>
/// <param name="DrawnAt">What the clock in the picture said then.</param>
/// <param name="Text">Its words.</param>
internal sealed record SeenCue(double MediaAt, double? ShownAt, double? DrawnAt, string Text);
