using System.Diagnostics;
using System.Globalization;

namespace UpperBack.Crowd.Watching;

/// <summary>A picture with sound, streamed by HTTP as fast as it plays. ffmpeg makes it beforehand, so that its encoder
/// takes nothing from what is measured.</summary>
internal sealed class PacedEncoder : IAsyncDisposable
{
    private const string Picture =
        "-f lavfi -i testsrc2=size=1280x720:rate=30 -f lavfi -i sine=frequency=330:sample_rate=48000 "
        + "-c:v libx264 -preset ultrafast -tune zerolatency -g 60 -keyint_min 60 -sc_threshold 0 -pix_fmt yuv420p "
        + "-b:v 1500k -maxrate 1500k -bufsize 750k -c:a aac -b:a 96k";

    private readonly Process ffmpeg;
    private readonly HttpClient http;
    private readonly Task<HttpResponseMessage> answer;

    private PacedEncoder(Process ffmpeg, HttpClient http, string key)
    {
        this.ffmpeg = ffmpeg;
        this.http = http;
        answer = http.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/api/streaming/ingest")
            {
                Content = new StreamContent(ffmpeg.StandardOutput.BaseStream, bufferSize: 4096),
                Headers = { { "Stream-Key", key } },
            }
        );
    }

    /// <summary>Makes what is to be streamed.</summary>
    public static async Task MakeAsync(string file, int seconds)
    {
        using var ffmpeg = Start($"-y {Picture} -t {seconds} {file}");
        await ffmpeg.WaitForExitAsync();
        if (ffmpeg.ExitCode != 0)
            throw new InvalidOperationException($"ffmpeg ended with {ffmpeg.ExitCode}.");
    }

    /// <summary>Begins to stream a file, once or until it is disposed.</summary>
    public static PacedEncoder Start(HttpClient http, string key, string file, bool isEndless)
    {
        http.Timeout = Timeout.InfiniteTimeSpan;
        var loops = isEndless ? -1 : 0;
        return new(
            Start(
                string.Create(CultureInfo.InvariantCulture, $"-stream_loop {loops} -re -i {file} ")
                    + "-c copy -f mp4 -movflags empty_moov+default_base_moof+frag_every_frame pipe:1"
            ),
            http,
            key
        );
    }

    /// <summary>Fails when the server did not go on taking it in.</summary>
    public async Task EnsureStreamingAsync()
    {
        if (answer.IsCompleted)
            throw new InvalidOperationException(
                $"The stream ended early: {await (await answer).Content.ReadAsStringAsync()}"
            );
    }

    public async ValueTask DisposeAsync()
    {
        if (!ffmpeg.HasExited)
            ffmpeg.Kill();
        await answer.WaitAsync(TimeSpan.FromSeconds(10)).ContinueWith(_ => { }, TaskScheduler.Default);
        ffmpeg.Dispose();
        http.Dispose();
    }

    private static Process Start(string arguments) =>
        Process.Start(
            new ProcessStartInfo(Tools.Find("ffmpeg")!, $"-hide_banner -nostdin -v error {arguments}")
            {
                RedirectStandardOutput = true,
            }
        )!;
}
