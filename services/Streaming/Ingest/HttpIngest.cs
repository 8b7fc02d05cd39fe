using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using UpperBack.Streaming.Fmp4;
using UpperBack.Streaming.Media;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Ingest;

/// <summary>Receives fragmented MP4 by one request whose body lasts as long as the stream does. Only the stream key is
/// needed: encoders do not sign in.</summary>
internal sealed class HttpIngest(IIngestGateway gateway, TimeProvider clock, ILogger<HttpIngest> log)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/ingest", (HttpContext context, HttpIngest ingest) => ingest.HandleAsync(context))
            .AllowAnonymous()
            .WithSummary(
                "Stream fragmented MP4 (H.264, AAC) as it is made; header Stream-Key holds the key of the class"
            )
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status410Gone);

    private async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(HttpContext context)
    {
        // A stream has no size, and pauses when its encoder does; how much it may be is the encoder session's to say.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        context.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = null;

        var opened = await gateway.OpenAsync(
            context.Request.Headers["Stream-Key"].ToString(),
            "http",
            context.RequestAborted
        );
        if (!opened.Succeeded)
            return opened.Problem.ToHttp();

        await using var ingest = opened.Value;
        try
        {
            var taken = await ReadAsync(context, ingest);
            return ingest.EndReason is { } end ? Problem.Of(end.Code, end.Message).ToHttp() : TypedResults.Ok(taken);
        }
        catch (MalformedStreamException ex)
        {
            log.EncoderSessionEnded(ingest.SessionId.Value, ingest.Number, ex.Message);
            return Problem.Of(ErrorCodes.StreamMalformed, ex.Message).ToHttp();
        }
        catch (OperationCanceledException) when (ingest.EndReason is { } end)
        {
            return Problem.Of(end.Code, end.Message).ToHttp();
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return Problem
                .Of(
                    ErrorCodes.StreamMalformed,
                    $"Nothing came for {Timeout.TotalSeconds} seconds. Connect again when there is something to stream."
                )
                .ToHttp();
        }
    }

    private async Task<Response> ReadAsync(HttpContext context, IIngest ingest)
    {
        var body = context.Request.BodyReader;
        var reader = new Fmp4Reader();
        var format = default(StreamFormat);
        var (samples, seconds) = (0L, 0d);
        while (true)
        {
            using var timeout = new CancellationTokenSource(Timeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(
                timeout.Token,
                ingest.Ended,
                context.RequestAborted
            );
            var read = await body.ReadAsync(either.Token);
            try
            {
                foreach (var piece in read.Buffer)
                {
                    var found = reader.Push(piece.Span);
                    if (reader.Format is { } known && !ReferenceEquals(known, format))
                        ingest.Start(format = known);
                    foreach (var sample in found)
                    {
                        ingest.Push(sample);
                        samples++;
                        seconds = Math.Max(seconds, SecondsOf(sample, format!));
                    }
                }
            }
            finally
            {
                // A read that is left open makes the server cut the connection before the encoder gets the reason.
                body.AdvanceTo(read.Buffer.End);
            }

            if (!read.IsCompleted)
                continue;

            if (format is null)
                throw new MalformedStreamException(
                    "The body ended before it said what it consists of. "
                        + "Send fragmented MP4 that begins with ftyp and moov."
                );
            ingest.Stop();
            return new Response(samples, Math.Round(seconds, 3));
        }
    }

    private static double SecondsOf(in MediaSample sample, StreamFormat format) =>
        sample.DecodeTime / (double)(sample.Track == Track.Video ? VideoFormat.Timescale : format.Audio!.SampleRate);

    /// <param name="Samples">How many pictures and frames of audio were taken.</param>
    /// <param name="Seconds">Where in the stream the last of them was.</param>
    internal sealed record Response(long Samples, double Seconds);
}
