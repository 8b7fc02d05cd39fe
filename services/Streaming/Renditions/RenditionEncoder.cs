using System.ComponentModel;
using System.Diagnostics;
using System.Threading.Channels;
using UpperBack.Streaming.Fmp4;
using UpperBack.Streaming.Media;
using UpperBack.Streaming.Packaging;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Renditions;

/// <summary>One ffmpeg for one encoder session and rendition. It runs in the background and its feeder never waits:
/// when it is slow, fails or hangs, it is killed, and only its rendition ends.</summary>
internal sealed class RenditionEncoder : IEncoderSessionTap
{
    // Some ten seconds: an encoder that is further behind will not catch up.
    private const int MaxWaitingParts = 30;
    private const int MaxErrorCharacters = 300;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Channel<ReadOnlyMemory<byte>> waiting = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        MaxWaitingParts + 1
    );
    private readonly CancellationTokenSource stop;
    private readonly EncoderSessionStarted encoderSession;
    private readonly Rung rung;
    private readonly ILogger log;
    private volatile bool isTooSlow;
    private volatile bool isEnded;

    private RenditionEncoder(EncoderSessionStarted encoderSession, Rung rung, TimeProvider clock, ILogger log)
    {
        (this.encoderSession, this.rung, this.log) = (encoderSession, rung, log);
        stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        waiting.Writer.TryWrite(encoderSession.Init);
    }

    public static RenditionEncoder Start(
        ProcessStartInfo command,
        EncoderSessionStarted encoderSession,
        Rung rung,
        TimeProvider clock,
        ILogger log
    )
    {
        var encoder = new RenditionEncoder(encoderSession, rung, clock, log);
        _ = Task.Run(() => encoder.RunAsync(command), CancellationToken.None);
        return encoder;
    }

    public void Push(PackagedPart part)
    {
        if (waiting.Writer.TryWrite(part.Bytes) || stop.IsCancellationRequested)
            return;

        isTooSlow = true;
        _ = stop.CancelAsync();
    }

    public void End()
    {
        isEnded = true;
        waiting.Writer.TryComplete();
        stop.CancelAfter(Grace);
    }

    private async Task RunAsync(ProcessStartInfo command)
    {
        string? problem;
        try
        {
            using var ffmpeg = Process.Start(command)!;
            problem = await RunAsync(ffmpeg);
        }
        catch (Win32Exception ex)
        {
            // Further parts are dropped.
            await stop.CancelAsync();
            problem = ex.Message;
        }

        if (problem is not null)
            log.RenditionLost(encoderSession.SessionId.Value, encoderSession.Number, rung.Name, problem);
    }

    /// <returns>What went wrong; null when it ended with its encoder session.</returns>
    private async Task<string?> RunAsync(Process ffmpeg)
    {
        var errors = ReadErrorsAsync(ffmpeg.StandardError);
        var feeding = FeedAsync(ffmpeg.StandardInput.BaseStream);
        var problem = default(string);
        try
        {
            await ReadAsync(ffmpeg.StandardOutput.BaseStream);
        }
        catch (MalformedStreamException ex)
        {
            problem = ex.Message;
        }
        catch (OperationCanceledException)
        {
            problem = isTooSlow
                ? "It is too slow for this machine. Ask for fewer or smaller renditions."
                : "It did not end with its encoder session.";
        }
        finally
        {
            ffmpeg.Kill(entireProcessTree: true);
            await stop.CancelAsync();
        }

        await feeding;
        var error = await errors;
        return problem ?? (isEnded && error.Length == 0 ? null : $"ffmpeg ended by itself. {error}".TrimEnd());
    }

    /// <summary>Passes on what comes. When ffmpeg no longer listens, its output ends too, and says why.</summary>
    private async Task FeedAsync(Stream input)
    {
        try
        {
            await using (input)
            {
                await foreach (var bytes in waiting.Reader.ReadAllAsync(stop.Token))
                {
                    await input.WriteAsync(bytes, stop.Token);
                    await input.FlushAsync(stop.Token);
                }
            }
        }
        catch (Exception ex) when (ex is IOException or OperationCanceledException) { }
    }

    private async Task ReadAsync(Stream output)
    {
        var reader = new Fmp4Reader();
        var buffer = new byte[64 * 1024];
        using var rendition = new Output(encoderSession, rung);
        for (
            var length = await output.ReadAsync(buffer, stop.Token);
            length > 0;
            length = await output.ReadAsync(buffer, stop.Token)
        )
        {
            foreach (var sample in reader.Push(buffer.AsSpan(0, length)))
                rendition.Feed(reader).Push(sample);
        }
    }

    private static async Task<string> ReadErrorsAsync(StreamReader errors)
    {
        // All of it is read, or ffmpeg would wait for that; its beginning says what matters.
        var error = "";
        while (await errors.ReadLineAsync(CancellationToken.None) is { } line)
            error = error.Length < MaxErrorCharacters ? $"{error} {line}".Trim() : error;
        return error.Length <= MaxErrorCharacters ? error : error[..MaxErrorCharacters];
    }

    /// <summary>The rendition, which is there from its first sample on.</summary>
    private sealed class Output(EncoderSessionStarted encoderSession, Rung rung) : IDisposable
    {
        private IRenditionFeed? feed;

        public IRenditionFeed Feed(Fmp4Reader reader)
        {
            if (feed is not null)
                return feed;

            feed = encoderSession.OpenRendition(rung.Name, reader.ZeroSeconds);
            feed.Start(reader.Format!);
            return feed;
        }

        public void Dispose() => feed?.Dispose();
    }
}
