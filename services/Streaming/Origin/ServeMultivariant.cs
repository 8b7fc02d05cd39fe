using System.Text;
using Microsoft.AspNetCore.Http;
using UpperBack.Streaming.Playlists;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Origin;

/// <summary>The playlists of the qualities to choose from. The sound alone is no quality of the picture, and stands for
/// itself.</summary>
internal static class ServeMultivariant
{
    private const double MaxBehindSeconds = 10;

    /// <summary>Answers with what can be watched now.</summary>
    public static Task LiveAsync(HttpContext context, LiveStream stream)
    {
        var take = stream.Find(Rendition.Source)?.Newest?.EncoderSession;
        return stream.State.IsOpen && take is not null
            ? AnswerAsync(context, stream, "index.m3u8", rendition =>
                rendition.Newest?.EncoderSession == take
                && !rendition.LiveEdge.IsEmpty
                && !rendition.IsLostBeside(stream.Find(Rendition.Source))
            )
            : MediaResponses.RefuseAsync(context, ServeMedia.NotLive);
    }

    /// <summary>Answers with what is recorded.</summary>
    public static Task RecordedAsync(HttpContext context, LiveStream stream, string file)
    {
        var takes = EncoderSessionsOf(stream.Find(Rendition.Source));
        return takes.Count == 0
            ? MediaResponses.RefuseAsync(context, ServeMedia.NotRecorded)
            : AnswerAsync(context, stream, file, rendition => Covers(EncoderSessionsOf(rendition), takes));
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

    /// <summary>A quality that is not there from the beginning to the end would end what chooses it; the newest
    /// segments may be missing.</summary>
    private static bool Covers(Dictionary<int, double> rendition, Dictionary<int, double> source) =>
        rendition.Keys.ToHashSet().SetEquals(source.Keys)
        && source.All(take => rendition[take.Key] > take.Value - MaxBehindSeconds);

    /// <summary>How many seconds are recorded of each take.</summary>
    private static Dictionary<int, double> EncoderSessionsOf(Rendition? rendition) =>
        rendition?.ReadRecording(recording =>
            recording
                .Segments.GroupBy(segment => segment.EncoderSession)
                .ToDictionary(segments => segments.Key, segments => segments.Sum(segment => segment.DurationSeconds))
        )
        ?? [];
}
