using System.Text;
using UpperBack.Streaming.Playlists;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Origin;

/// <summary>The playlists of the qualities to choose from. The audio alone is not one of them, and has an address of
/// its own.</summary>
internal static class ServeMultivariant
{
    private const double MaxBehindSeconds = 10;

    /// <summary>Answers with what can be watched now.</summary>
    public static Task LiveAsync(HttpContext context, LiveStream stream)
    {
        var encoderSession = stream.Find(Rendition.Source)?.Newest?.EncoderSession;
        return stream.State.IsOpen && encoderSession is not null
            ? AnswerAsync(context, stream, "index.m3u8", rendition =>
                rendition.Newest?.EncoderSession == encoderSession
                && !rendition.LiveEdge.IsEmpty
                && !rendition.HasFailedBeside(stream.Find(Rendition.Source))
            )
            : MediaResponses.RefuseAsync(context, MediaProblems.NotLive);
    }

    /// <summary>Answers with what is recorded.</summary>
    public static Task RecordedAsync(HttpContext context, LiveStream stream, string file)
    {
        var recorded = SecondsOf(stream.Find(Rendition.Source));
        return recorded.Count == 0
            ? MediaResponses.RefuseAsync(context, MediaProblems.NotRecorded)
            : AnswerAsync(context, stream, file, rendition => Covers(SecondsOf(rendition), recorded));
    }

    private static Task AnswerAsync(HttpContext context, LiveStream stream, string file, Func<Rendition, bool> isListed)
    {
        var variants = stream
            .Renditions.Where(rendition =>
                rendition.Name != Rendition.Audio && rendition.Newest is not null && isListed(rendition)
            )
            .Select(rendition => new PlaylistVariant(
                rendition.Name,
                (int)rendition.Bandwidth,
                rendition.Newest!.Codecs,
                rendition.Newest.Width,
                rendition.Newest.Height
            ));
        return MediaResponses.PlaylistAsync(
            context,
            Encoding.UTF8.GetBytes(PlaylistWriter.WriteMultivariant(variants, file)),
            MediaResponses.Momentary
        );
    }

    /// <summary>A player stops where its quality ends, so one that is not there from the beginning to the end is not
    /// listed; the newest segments may be missing.</summary>
    private static bool Covers(Dictionary<int, double> rendition, Dictionary<int, double> source) =>
        rendition.Keys.ToHashSet().SetEquals(source.Keys)
        && source.All(recorded => rendition[recorded.Key] > recorded.Value - MaxBehindSeconds);

    /// <summary>How many seconds are recorded of each encoder session.</summary>
    private static Dictionary<int, double> SecondsOf(Rendition? rendition) =>
        rendition?.ReadRecording(recording =>
            recording
                .Segments.GroupBy(segment => segment.EncoderSession)
                .ToDictionary(segments => segments.Key, segments => segments.Sum(segment => segment.DurationSeconds))
        )
        ?? [];
}
