using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Kernel.Problems;
using UpperBack.Streaming.Access;
using UpperBack.Streaming.Playlists;
using UpperBack.Streaming.Recordings;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Origin;

/// <summary>The origin: everything that players fetch. What each request costs does not depend on how many there
/// are.</summary>
internal sealed class ServeMedia(
    StreamRegistry streams,
    MediaAuthorization authorization,
    IRecordingStore store,
    TimeProvider clock
)
{
    /// <summary>There is nothing to watch now.</summary>
    public static readonly Problem NotLive = Problem.Of(
        ErrorCodes.StreamNotLive,
        "There is no video of this class now. Try again in a moment."
    );

    /// <summary>There is nothing to watch again.</summary>
    public static readonly Problem NotRecorded = Problem.Of(
        ErrorCodes.NotFound,
        "There is no recording of this class, or not yet."
    );

    private static readonly Problem NoSuchFile = Problem.Of(
        ErrorCodes.NotFound,
        "This part of the video is not there, or not any more."
    );
    private static readonly Problem TooLate = Problem.Of(
        ErrorCodes.Unavailable,
        "What you wait for has not come. Try again in a moment."
    );

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup($"{MediaAuthentication.Root}/{{sessionId}}")
            .RequireAuthorization(MediaAuthentication.Policy)
            .WithTags("Streaming")
            .ExcludeFromDescription();
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        group.MapMethods("/{file}", methods, (HttpContext context, ServeMedia serve) =>
            serve.MultivariantAsync(context)
        );
        group.MapMethods("/{rendition}/{file}", methods, (HttpContext context, ServeMedia serve) =>
            serve.RenditionAsync(context)
        );
    }

    private async Task MultivariantAsync(HttpContext context)
    {
        if (await AdmitAsync(context) is not { } stream)
            return;

        await (
            Value(context, "file") switch
            {
                "live.m3u8" => ServeMultivariant.LiveAsync(context, stream),
                "dvr.m3u8" => ServeMultivariant.RecordedAsync(context, stream, "dvr.m3u8"),
                "replay.m3u8" when stream.CanBeReplayed => ServeMultivariant.RecordedAsync(
                    context,
                    stream,
                    "replay.m3u8"
                ),
                "replay.m3u8" => MediaResponses.RefuseAsync(context, NotRecorded),
                _ => MediaResponses.RefuseAsync(context, NoSuchFile),
            }
        );
    }

    private async Task RenditionAsync(HttpContext context)
    {
        if (await AdmitAsync(context) is not { } stream)
            return;

        var rendition = stream.Find(Value(context, "rendition"));
        if (rendition is null || MediaFile.Parse(Value(context, "file")) is not { } file)
        {
            await MediaResponses.RefuseAsync(context, rendition is null ? NotLive : NoSuchFile);
            return;
        }

        await (
            file.Kind switch
            {
                MediaFileKind.LivePlaylist => LiveAsync(context, stream, rendition),
                MediaFileKind.DvrPlaylist => RecordedAsync(
                    context,
                    rendition,
                    rendition.Playlists.Dvr(stream, rendition)
                ),
                MediaFileKind.ReplayPlaylist when stream.CanBeReplayed => RecordedAsync(
                    context,
                    rendition,
                    rendition.Playlists.Replay(stream, rendition)
                ),
                MediaFileKind.ReplayPlaylist => MediaResponses.RefuseAsync(context, NotRecorded),
                MediaFileKind.Init => InitAsync(context, rendition, file.Number),
                MediaFileKind.Segment => SegmentAsync(context, stream, rendition, file.Segment),
                _ => PartAsync(context, stream, rendition, file.Segment, file.Part),
            }
        );
    }

    /// <summary>The stream, when this viewer may have it; else they have been refused.</summary>
    private async ValueTask<LiveStream?> AdmitAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        var refusal = SessionId.TryParse(Value(context, "sessionId"), out var sessionId)
            ? await authorization.RefuseAsync(context.User, sessionId, ct)
            : NoSuchFile;
        if (refusal is null)
            return await streams.OpenAsync(sessionId, ct);

        await MediaResponses.RefuseAsync(context, refusal);
        return null;
    }

    private async Task LiveAsync(HttpContext context, LiveStream stream, Rendition rendition)
    {
        var query = context.Request.Query;
        if (
            PlaylistRequest.Parse(query["_HLS_msn"], query["_HLS_part"], query["_HLS_skip"], out var error)
            is not { } request
        )
        {
            await MediaResponses.RefuseAsync(
                context,
                Problem.Of(
                    ErrorCodes.Invalid,
                    "The video could not be read. Reload the page and try again.",
                    "$",
                    error
                )
            );
            return;
        }

        var edge = rendition.LiveEdge;
        if (rendition.IsLostBeside(stream.Find(Rendition.Source)))
            await MediaResponses.RefuseAsync(context, NotLive);
        else if (edge.Name is not null && request.IsAbsurd(edge.Segment))
            await MediaResponses.RefuseAsync(
                context,
                Problem.Of(
                    ErrorCodes.Invalid,
                    "The video is not that far yet.",
                    "_HLS_msn",
                    $"_HLS_msn is too far ahead: ask for {edge.Segment + 1} at most."
                )
            );
        else if (edge.IsEmpty && (request.Number is null || !stream.State.IsOpen))
            await MediaResponses.RefuseAsync(context, NotLive);
        else if (
            await BlockingReload.UntilAsync(
                stream,
                rendition,
                () => IsMet(stream, rendition, request),
                clock,
                context.RequestAborted
            )
        )
        {
            await MediaResponses.PlaylistAsync(
                context,
                rendition.Playlists.Live(stream, rendition, request.Skip),
                request.Number is null ? MediaResponses.Momentary : MediaResponses.WaitedFor
            );
        }
        else
            await MediaResponses.RefuseAsync(context, TooLate);
    }

    private static bool IsMet(LiveStream stream, Rendition rendition, PlaylistRequest request)
    {
        var edge = rendition.LiveEdge;
        return !edge.IsEmpty && (request.IsMet(edge.Segment, edge.Part) || !stream.State.IsOpen);
    }

    private static Task RecordedAsync(HttpContext context, Rendition rendition, ReadOnlyMemory<byte> text) =>
        rendition.ReadRecording(recording => recording.Last) is null
            ? MediaResponses.RefuseAsync(context, NotRecorded)
            : MediaResponses.PlaylistAsync(context, text, MediaResponses.Momentary);

    private static Task InitAsync(HttpContext context, Rendition rendition, long take) =>
        take <= int.MaxValue && rendition.FindInit((int)take) is { } init
            ? MediaResponses.MediaAsync(context, init.Bytes)
            : MediaResponses.RefuseAsync(context, NoSuchFile);

    private async Task PartAsync(
        HttpContext context,
        LiveStream stream,
        Rendition rendition,
        SegmentName name,
        int part
    )
    {
        // Only the part that was hinted at is waited for.
        var edge = rendition.LiveEdge;
        var isNext = name == edge.Name && part == edge.Part && stream.State.IsOpen;
        if (
            isNext
            && !await BlockingReload.UntilAsync(
                stream,
                rendition,
                () => rendition.LiveEdge != edge,
                clock,
                context.RequestAborted
            )
        )
            await MediaResponses.RefuseAsync(context, TooLate);
        else if (
            rendition.Look(window =>
                window.Find(name.Number) is { } segment && segment.Name == name && part < segment.Parts.Count
                    ? segment.Parts[part]
                    : null
            ) is
            { } found
        )
            await MediaResponses.MediaAsync(context, found.Bytes);
        else
            await MediaResponses.RefuseAsync(context, NoSuchFile);
    }

    private async Task SegmentAsync(HttpContext context, LiveStream stream, Rendition rendition, SegmentName name)
    {
        if (
            rendition.Look(window => name.Number < window.NextSegment ? window.Find(name.Number) : null)
                is { Parts.Count: > 0 } recent
            && recent.Name == name
        )
            await MediaResponses.SegmentAsync(context, recent);
        else if (
            rendition.ReadRecording(recording => recording.Find(name.Number)) is not { } recorded
            || recorded.Name != name
        )
            await MediaResponses.RefuseAsync(context, NoSuchFile);
        else
        {
            await using var kept = await store.OpenAsync(
                SegmentRecorder.PathOf(stream.SessionId, stream.State.Recording, rendition.Name, name),
                context.RequestAborted
            );
            await (
                kept is null
                    ? MediaResponses.RefuseAsync(context, NoSuchFile)
                    : MediaResponses.ObjectAsync(context, kept, recorded.Bytes)
            );
        }
    }

    private static string Value(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}
