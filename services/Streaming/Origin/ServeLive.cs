using UpperBack.Streaming.Playlists;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Origin;

/// <summary>What of a rendition may have to be waited for: its live playlist and its newest parts.</summary>
internal static class ServeLive
{
    /// <summary>Answers with the live playlist, when it holds what the player asks for.</summary>
    public static async Task PlaylistAsync(
        HttpContext context,
        LiveStream stream,
        Rendition rendition,
        TimeProvider clock
    )
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

        var next = rendition.LiveEdge;
        if (rendition.HasFailedBeside(stream.Find(Rendition.Source)))
            await MediaResponses.RefuseAsync(context, MediaProblems.NotLive);
        else if (next.Name is not null && request.IsTooFarAhead(next.Segment))
            await MediaResponses.RefuseAsync(
                context,
                Problem.Of(
                    ErrorCodes.Invalid,
                    "The video is not that far yet.",
                    "_HLS_msn",
                    $"_HLS_msn is too far ahead: ask for {next.Segment + 1} at most."
                )
            );
        else if (next.IsEmpty && (request.Number is null || !stream.State.IsOpen))
            await MediaResponses.RefuseAsync(context, MediaProblems.NotLive);
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
            await MediaResponses.RefuseAsync(context, MediaProblems.TooLate);
    }

    private static bool IsMet(LiveStream stream, Rendition rendition, PlaylistRequest request)
    {
        var next = rendition.LiveEdge;
        return !next.IsEmpty && (request.IsMet(next.Segment, next.Part) || !stream.State.IsOpen);
    }

    /// <summary>Answers with a part. Only the part that was hinted at is waited for.</summary>
    public static async Task PartAsync(
        HttpContext context,
        LiveStream stream,
        Rendition rendition,
        SegmentName name,
        int part,
        TimeProvider clock
    )
    {
        var next = rendition.LiveEdge;
        var isNext = name == next.Name && part == next.Part && stream.State.IsOpen;
        if (
            isNext
            && !await BlockingReload.UntilAsync(
                stream,
                rendition,
                () => rendition.LiveEdge != next,
                clock,
                context.RequestAborted
            )
        )
            await MediaResponses.RefuseAsync(context, MediaProblems.TooLate);
        else if (
            rendition.ReadWindow(window =>
                window.Find(name.Number) is { } segment && segment.Name == name && part < segment.Parts.Count
                    ? segment.Parts[part]
                    : null
            ) is
            { } found
        )
            await MediaResponses.MediaAsync(context, found.Bytes);
        else
            await MediaResponses.RefuseAsync(context, MediaProblems.NoSuchFile);
    }
}
