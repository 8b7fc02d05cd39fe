using System.ComponentModel;
using System.Diagnostics;
using System.Threading.Channels;
using UpperBack.Streaming.Fmp4;
using UpperBack.Streaming.Ingest;
using UpperBack.Streaming.Packaging;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Renditions;

/// <summary>One ffmpeg for one take and rendition. It lives in the background: whoever feeds it never waits, and when
/// it is slow, fails or hangs, it is killed and its rendition ends, and nothing else.</summary>
internal sealed class RenditionEncoder : IEncoderSessionTap
{
    // Some ten seconds: who is further behind will not catch up.
    private const int MaxWaitingParts = 30;
    private const int MaxComplaintCharacters = 300;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Channel<ReadOnlyMemory<byte>> waiting = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        MaxWaitingParts + 1
    );
    private readonly CancellationTokenSource stop;
    private readonly EncoderSessionStarted take;
    private readonly Rung rung;
    private readonly ILogger log;
    private volatile bool isTooSlow;
    private volatile bool isEnded;

    private RenditionEncoder(EncoderSessionStarted take, Rung rung, TimeProvider clock, ILogger log)
    {
        (this.take, this.rung, this.log) = (take, rung, log);
        stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        waiting.Writer.TryWrite(take.Init);
    }

    public static RenditionEncoder Start(
        ProcessStartInfo command,
        EncoderSessionStarted take,
        Rung rung,
        TimeProvider clock,
        ILogger log
    )
    {
        var encoder = new RenditionEncoder(take, rung, clock, log);
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
        string? trouble;
        try
        {
            using var ffmpeg = Process.Start(command)!;
            trouble = await RunAsync(ffmpeg);
        }
        catch (Win32Exception ex)
        {
            // Whoever comes with parts finds it stopped.
            await stop.CancelAsync();
            trouble = ex.Message;
        }

        if (trouble is not null)
            log.RenditionLost(take.SessionId.Value, take.Number, rung.Name, trouble);
    }

    /// <returns>What went wrong; null when it ended with its take.</returns>
    private async Task<string?> RunAsync(Process ffmpeg)
    {
        var complaints = ReadComplaintsAsync(ffmpeg.StandardError);
        var feeding = FeedAsync(ffmpeg.StandardInput.BaseStream);
        var trouble = default(string);
        try
        {
            await ReadAsync(ffmpeg.StandardOutput.BaseStream);
        }
        catch (IngestException ex)
        {
            trouble = ex.Message;
        }
        catch (OperationCanceledException)
        {
            trouble = isTooSlow
                ? "It is too slow for this machine. Ask for fewer or smaller renditions."
                : "It did not end with its take.";
        }
        finally
        {
            ffmpeg.Kill(entireProcessTree: true);
            await stop.CancelAsync();
        }

        await feeding;
        var complaint = await complaints;
        return trouble ?? (isEnded && complaint.Length == 0 ? null : $"ffmpeg ended by itself. {complaint}".TrimEnd());
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
        using var made = new Made(take, rung);
        for (
            var length = await output.ReadAsync(buffer, stop.Token);
            length > 0;
            length = await output.ReadAsync(buffer, stop.Token)
        )
        {
            foreach (var sample in reader.Push(buffer.AsSpan(0, length)))
                made.Feed(reader).Push(sample);
        }
    }

    private static async Task<string> ReadComplaintsAsync(StreamReader errors)
    {
        // All of it is read, lest ffmpeg wait for that; its beginning says what matters.
        var complaint = "";
        while (await errors.ReadLineAsync(CancellationToken.None) is { } line)
            complaint = complaint.Length < MaxComplaintCharacters ? $"{complaint} {line}".Trim() : complaint;
        return complaint.Length <= MaxComplaintCharacters ? complaint : complaint[..MaxComplaintCharacters];
    }

    /// <summary>The rendition, which is there from its first sample on.</summary>
    private sealed class Made(EncoderSessionStarted take, Rung rung) : IDisposable
    {
        private IRenditionFeed? feed;

        public IRenditionFeed Feed(Fmp4Reader reader)
        {
            if (feed is not null)
                return feed;

            feed = take.OpenRendition(rung.Name, reader.ZeroSeconds);
            feed.Start(reader.Format!);
            return feed;
        }

        public void Dispose() => feed?.Dispose();
    }
}
