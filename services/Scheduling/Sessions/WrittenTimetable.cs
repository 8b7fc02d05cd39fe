using System.Text;
using System.Text.Json;
using UpperBack.Contracts.Events;

namespace UpperBack.Scheduling.Sessions;

/// <summary>A timetable that is written as JSON, and where in it a viewer's own stands.</summary>
internal sealed class WrittenTimetable
{
    private readonly byte[] json;
    private readonly string tag;
    private readonly int[] places;
    private readonly int length;

    private WrittenTimetable(byte[] json, int[] places, int length)
    {
        this.json = json;
        this.places = places;
        this.length = length;
        tag = TaggedJson.TagOf(json);
    }

    /// <summary>Writes one as whoever has nothing of their own in it sees it.</summary>
    public static WrittenTimetable Of(Timetable timetable, JsonSerializerOptions options)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(timetable, options);
        var nothing = OwnPart.Nothing.Write(options);
        var places = new int[timetable.Sessions.Count];
        var from = 0;
        for (var i = 0; i < places.Length; i++)
        {
            // Within a text its quotes would be escaped: it stands where it is meant, once in each session.
            places[i] = from + json.AsSpan(from).IndexOf(nothing);
            if (places[i] < from)
                throw new InvalidOperationException("A session says what is the viewer's own in other words.");
            from = places[i] + nothing.Length;
        }

        return new WrittenTimetable(json, places, nothing.Length);
    }

    /// <summary>The same with what is a viewer's own.</summary>
    public TaggedJson<Timetable> With(OwnParts own)
    {
        if (own.Parts.Count == 0)
            return TaggedJson.Written<Timetable>(json, tag);

        var whole = new byte[json.Length + own.Parts.Sum(part => part.Json.Length - length)];
        var (from, to) = (0, 0);
        foreach (var (place, part) in own.Parts)
        {
            Copy(json.AsSpan(from, places[place] - from));
            Copy(part);
            from = places[place] + length;
        }

        Copy(json.AsSpan(from));
        return TaggedJson.Written<Timetable>(whole, TaggedJson.TagOf(Encoding.ASCII.GetBytes(tag + own.Tag)));

        void Copy(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(whole.AsSpan(to));
            to += bytes.Length;
        }
    }
}

/// <summary>What of a session is its viewer's own: what <see cref="SessionSummary"/> says of it, in the same
/// words.</summary>
internal sealed record OwnPart(MyBooking MyBooking, bool Leads)
{
    public static readonly OwnPart Nothing = new(new MyBooking(SeatStatus.None, null), Leads: false);

    /// <summary>As it stands within its session: without braces.</summary>
    public byte[] Write(JsonSerializerOptions options) =>
        JsonSerializer.SerializeToUtf8Bytes(this, options).AsSpan(1..^1).ToArray();
}

/// <summary>What of a timetable is its viewer's own.</summary>
/// <param name="Parts">By the session's place, from 0 and rising, as it stands there.</param>
/// <param name="Tag">Another one for every other content.</param>
internal sealed record OwnParts(IReadOnlyList<(int Place, byte[] Json)> Parts, string Tag)
{
    private static readonly OwnParts Nothing = new([], "");

    public static OwnParts Of(SortedDictionary<int, OwnPart> parts, JsonSerializerOptions options) =>
        parts.Count == 0
            ? Nothing
            : new OwnParts(
                [.. parts.Select(part => (part.Key, part.Value.Write(options)))],
                TaggedJson.TagOf(JsonSerializer.SerializeToUtf8Bytes(parts, options))
            );
}
