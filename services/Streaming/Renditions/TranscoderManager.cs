using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using UpperBack.Streaming.Packaging;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Renditions;

/// <summary>Starts the encoders of the lower renditions in the settings, for every encoder session whose video is large
/// enough. Without ffmpeg there is the source alone, and a warning at start.</summary>
internal sealed class TranscoderManager(
    IOptions<StreamingOptions> options,
    TimeProvider clock,
    ILogger<TranscoderManager> log
) : IEncoderSessionListener, IHostedService
{
    private readonly IReadOnlyList<int> ladder = options.Value.RenditionHeights() ?? [];
    private readonly string? program = FfmpegProgram.Find(options.Value.Ffmpeg);

    public IEncoderSessionTap? Begin(EncoderSessionStarted encoderSession)
    {
        if (program is null || encoderSession.Format.Video is not { } video)
            return null;

        var encoders = Ladder
            .Below(video, ladder)
            .Select(rung =>
                RenditionEncoder.Start(FfmpegProgram.Command(program, rung), encoderSession, rung, clock, log)
            )
            .ToArray();
        return encoders.Length == 0 ? null : new Taps(encoders);
    }

    public Task StartAsync(CancellationToken ct)
    {
        if (ladder.Count > 0 && program is null)
            log.NoFfmpeg(options.Value.Ffmpeg);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;

    private sealed class Taps(IReadOnlyList<IEncoderSessionTap> taps) : IEncoderSessionTap
    {
        public void Push(PackagedPart part)
        {
            foreach (var tap in taps)
                tap.Push(part);
        }

        public void End()
        {
            foreach (var tap in taps)
                tap.End();
        }
    }
}
