using UpperBack.Streaming.Access;
using UpperBack.Streaming.Playlists;
using UpperBack.Streaming.Storage;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Origin;

/// <summary>The origin: everything that players fetch. The cost of a request does not depend on how many there
/// are.</summary>
internal sealed class ServeMedia(
    StreamRegistry streams,
    MediaAuthorization authorization,
    IRecordingStore store,
    TimeProvider clock
)
{
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
                "replay.m3u8" => MediaResponses.RefuseAsync(context, MediaProblems.NotRecorded),
                _ => MediaResponses.RefuseAsync(context, MediaProblems.NoSuchFile),
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
            await MediaResponses.RefuseAsync(
                context,
                rendition is null ? MediaProblems.NotLive : MediaProblems.NoSuchFile
            );
            return;
        }

        await (
            file.Kind switch
            {
                MediaFileKind.LivePlaylist => ServeLive.PlaylistAsync(context, stream, rendition, clock),
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
                MediaFileKind.ReplayPlaylist => MediaResponses.RefuseAsync(context, MediaProblems.NotRecorded),
                MediaFileKind.Init => InitAsync(context, rendition, file.Number),
                MediaFileKind.Segment => SegmentAsync(context, stream, rendition, file.Segment),
                _ => ServeLive.PartAsync(context, stream, rendition, file.Segment, file.Part, clock),
            }
        );
    }

    /// <summary>The stream, when this viewer may have it; else they have been refused.</summary>
    private async ValueTask<LiveStream?> AdmitAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        var refusal = SessionId.TryParse(Value(context, "sessionId"), out var sessionId)
            ? await authorization.RefuseAsync(context.User, sessionId, ct)
            : MediaProblems.NoSuchFile;
        if (refusal is null)
            return await streams.OpenAsync(sessionId, ct);

        await MediaResponses.RefuseAsync(context, refusal);
        return null;
    }

    private static Task RecordedAsync(HttpContext context, Rendition rendition, ReadOnlyMemory<byte> text) =>
        rendition.ReadRecording(recording => recording.Last) is null
            ? MediaResponses.RefuseAsync(context, MediaProblems.NotRecorded)
            : MediaResponses.PlaylistAsync(context, text, MediaResponses.Momentary);

    private static Task InitAsync(HttpContext context, Rendition rendition, long encoderSession) =>
        encoderSession <= int.MaxValue && rendition.FindInit((int)encoderSession) is { } init
            ? MediaResponses.MediaAsync(context, init.Bytes)
            : MediaResponses.RefuseAsync(context, MediaProblems.NoSuchFile);

    private async Task SegmentAsync(HttpContext context, LiveStream stream, Rendition rendition, SegmentName name)
    {
        if (
            rendition.ReadWindow(window => name.Number < window.NextSegment ? window.Find(name.Number) : null)
                is { Parts.Count: > 0 } recent
            && recent.Name == name
        )
            await MediaResponses.SegmentAsync(context, recent);
        else if (
            rendition.ReadRecording(recording => recording.Find(name.Number)) is not { } recorded
            || recorded.Name != name
        )
            await MediaResponses.RefuseAsync(context, MediaProblems.NoSuchFile);
        else
        {
            await using var kept = await store.OpenAsync(
                SegmentRecorder.PathOf(stream.SessionId, stream.State.Recording, rendition.Name, name),
                context.RequestAborted
            );
            await (
                kept is null
                    ? MediaResponses.RefuseAsync(context, MediaProblems.NoSuchFile)
                    : MediaResponses.ObjectAsync(context, kept, recorded.Bytes)
            );
        }
    }

    private static string Value(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}
