using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using UpperBack.Contracts;
using UpperBack.Testing;

namespace UpperBack.Browser.Video;

/// <summary>A class with video: an instructor whose camera sees a clock, and viewers whose frames are read.</summary>
internal sealed class VideoClass(BrowserStage stage, string session, IPage instructor, string instructorEmail)
{
    private static readonly string PictureClock = ReadScript("picture-clock.js");

    /// <summary>Which session.</summary>
    public string Session => session;

    /// <summary>The instructor's console.</summary>
    public IPage Console => instructor;

    /// <summary>Who leads.</summary>
    public string InstructorEmail => instructorEmail;

    /// <summary>Plans a class and opens its console, perhaps over a wire that can be cut; the camera shows the
    /// time.</summary>
    public static async Task<VideoClass> OpenAsync(BrowserStage stage, FlakyTcpProxy? proxy = null)
    {
        var email = await stage.SignUpAsync("Meera Iyer", Roles.Instructor);
        var session = await stage.PlanClassAsync(email);
        var page = await stage.OpenAsync(phone: false, address: proxy?.Address);
        await page.AddInitScriptAsync(PictureClock);
        await page.AddInitScriptAsync("navigator.mediaDevices.getUserMedia = () => window.pictureClock.camera();");
        await BrowserStage.SignInAsync(page, email);
        await page.GotoAsync($"/sessions/{session}/console");
        return new VideoClass(stage, session, page, email);
    }

    /// <summary>Goes live from the camera, as an instructor does, and starts the class.</summary>
    public async Task GoLiveAsync()
    {
        await instructor.GetByTestId("studio-open").ClickAsync();
        await instructor.GetByTestId("go-live").ClickAsync();
        await instructor.Locator("[data-testid=live-state][data-state=live]").First.WaitForAsync();
        await instructor.GetByTestId("start-class").ClickAsync();
        await instructor.Locator("[data-testid=console][data-live=true]").WaitForAsync();
    }

    /// <summary>A viewer in the room, whose frames and cues are read from now on.</summary>
    public async Task<VideoViewer> WatchAsync(string name, bool phone)
    {
        var page = await stage.OpenAsync(phone);
        await page.AddInitScriptAsync(PictureClock);
        await BrowserStage.SignInAsync(page, await stage.SignUpAsync(name));
        await page.GotoAsync($"/sessions/{session}/room");
        return await VideoViewer.ReadAsync(page);
    }

    /// <summary>Sends cues to everybody, one and a half to two seconds apart.</summary>
    public async Task CueAsync(TimeSpan time)
    {
        var random = new Random();
        var end = DateTimeOffset.UtcNow + time;
        for (var number = 1; DateTimeOffset.UtcNow < end; number++)
        {
            await Task.Delay(random.Next(1500, 2000));
            await instructor
                .GetByTestId("cue-text")
                .FillAsync(string.Create(CultureInfo.InvariantCulture, $"Cue {number}"));
            await instructor.GetByTestId("cue-send").ClickAsync();
        }
    }

    /// <summary>Ends the class and waits for its recording.</summary>
    public async Task EndAsync()
    {
        await instructor.GetByTestId("end-class").ClickAsync();
        await instructor.GetByTestId("end-class-confirm").ClickAsync();
        await instructor.GetByTestId("class-ended").WaitForAsync();
    }

    private static string ReadScript(string name)
    {
        using var reader = new StreamReader(typeof(VideoClass).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>Somebody who watches, with every frame and cue written down.</summary>
internal sealed class VideoViewer(IPage page)
{
    public IPage Page => page;

    /// <summary>Waits for the picture, then reads it.</summary>
    public static async Task<VideoViewer> ReadAsync(IPage page)
    {
        await page.Locator("[data-testid=video][data-state=playing]").WaitForAsync();
        await page.EvaluateAsync(
            """
            () => {
              const video = document.querySelector('video'), cue = document.querySelector('[data-testid=cue-latest]');
              window.seen = window.pictureClock.watch(video);
              window.cues = [];
              new MutationObserver(() => window.cues.push({
                mediaAt: Number(cue.dataset.mediaAt), shownAt: Number(cue.dataset.shownAt), drawnAt: window.pictureClock.read(video), text: cue.innerText,
              })).observe(cue, { attributes: true, attributeFilter: ['data-media-at'] });
            }
            """
        );
        return new VideoViewer(page);
    }

    /// <summary>Forgets what was read so far.</summary>
    public Task StartOverAsync() =>
        page.EvaluateAsync("() => { seen.frames.length = 0; seen.stalls = 0; seen.unreadable = 0; cues.length = 0; }");

    /// <summary>What was read once so many cues were shown. The slower the machine, the later in a recording the first
    /// of them comes.</summary>
    public Task<Seen> SeenAsync(int leastCues) =>
        Eventually.Is(SeenAsync, seen => seen.Cues.Count >= leastCues, TimeSpan.FromSeconds(60));

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

    public static double Quantile(double[] values, double share)
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
