using System.Net;
using System.Text.Json;
using UpperBack.Contracts.Events;

namespace UpperBack.Host.Demo;

/// <summary>Streams the demo's picture to one class as an encoder does: with a stream key, in real time, and again when
/// the connection is lost. It gives way to whoever streams to the class themselves, and to whoever ends its stream, and
/// comes back once they are gone.</summary>
internal sealed class DemoBroadcast(
    DemoPerson instructor,
    SessionId session,
    DemoClip clip,
    Func<bool> isLeading,
    TimeProvider clock,
    ILogger log
)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(3);

    /// <summary>Streams until the class is over.</summary>
    /// <param name="over">The class is over: the stream ends as it should.</param>
    /// <param name="ct">The demo stops: the connection is lost, and may come back with the next run.</param>
    public async Task RunAsync(CancellationToken over, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over, ct);
        var key = default(string);
        while (!either.IsCancellationRequested)
        {
            try
            {
                if (!await IsTakenAsync(ct))
                {
                    key ??= (
                        await instructor.PostAsync<JsonElement>($"/api/streaming/sessions/{session}/keys", new { }, ct)
                    )
                        .GetProperty("key")
                        .GetString()!;
                    using var response = await instructor.StreamAsync(
                        "/api/streaming/ingest",
                        key,
                        new Body(clip, clock, over),
                        ct
                    );

                    // A key goes with the stream that its person ended.
                    if (response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Gone)
                        key = null;
                    else if (response.StatusCode != HttpStatusCode.Conflict)
                        response.EnsureSuccessStatusCode();
                }
            }
            catch (Exception ex) when (ex is HttpRequestException or IOException && !ct.IsCancellationRequested)
            {
                log.DemoStreamLost(ex, session.Value);
            }

            await Task.Delay(RetryDelay, clock, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Whether the class's stream comes from elsewhere by now, or was ended by a person who still
    /// leads.</summary>
    private async Task<bool> IsTakenAsync(CancellationToken ct)
    {
        var stream = await instructor.GetAsync<JsonElement>($"/api/streaming/sessions/{session}", ct);
        var status = stream.GetProperty("status").GetString();
        var isTheirs =
            status == StreamStatus.Ended
            || (status == StreamStatus.Interrupted && stream.GetProperty("source").GetString() != "http");
        return status == StreamStatus.Live || (isTheirs && !isLeading());
    }

    /// <summary>The clip, round after round, each fragment when it would be complete if a camera made it.</summary>
    private sealed class Body(DemoClip clip, TimeProvider clock, CancellationToken over) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(
            Stream stream,
            TransportContext? context,
            CancellationToken ct
        )
        {
            var begun = clock.GetTimestamp();
            await stream.WriteAsync(clip.Header, ct);
            for (var number = 0; !over.IsCancellationRequested; number++)
            {
                var (round, fragment) = Math.DivRem(number, clip.Count);
                await WaitAsync((DemoClip.Length * round) + clip.EndOf(fragment) - clock.GetElapsedTime(begun), ct);
                await stream.WriteAsync(clip.Write(fragment, round), ct);
                await stream.FlushAsync(ct);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        private async Task WaitAsync(TimeSpan time, CancellationToken ct)
        {
            if (time > TimeSpan.Zero)
                await Task.Delay(time, clock, ct);
        }
    }
}
