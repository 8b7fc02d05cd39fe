using System.Collections.Frozen;
using System.Text.Json;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Scheduling.Sessions;

/// <summary>The sessions of a stretch of time as they were at one moment, for everybody: written once for each zone,
/// into which each viewer's own is put.</summary>
internal sealed class TimetablePage
{
    public const int MaxSessions = 1000;

    // More are written as well, but not kept; nor are zones of somebody's invention.
    private const int MaxZones = 128,
        MaxViewers = 20_000;

    private static readonly FrozenSet<string> KnownZones = DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet();

    private readonly SchedulingDatabase database;
    private readonly TimetableWindow window;
    private readonly IReadOnlyList<TimetableRow> rows;
    private readonly ILookup<MemberId, int> led;
    private readonly Memo<string, WrittenTimetable> written = new(MaxZones);
    private readonly Memo<MemberId, OwnParts> own = new(MaxViewers);

    private TimetablePage(SchedulingDatabase database, TimetableWindow window, IReadOnlyList<TimetableRow> rows)
    {
        this.database = database;
        this.window = window;
        this.rows = rows;
        Stamp = TimetableStamp.Of(rows);
        led = rows.SelectMany(
                (row, place) =>
                    StoredJson
                        .Read<IReadOnlyList<MemberId>>(row.CoachIds)
                        .Append(row.InstructorId)
                        .Distinct()
                        .Select(leader => (leader, place))
            )
            .ToLookup(one => one.leader, one => one.place);
    }

    public Instant MadeAt => window.Now;

    /// <summary>What it was made of.</summary>
    public TimetableStamp Stamp { get; }

    /// <summary>Who is named on it as an instructor.</summary>
    public IEnumerable<MemberId> Instructors => rows.Select(row => row.InstructorId).Distinct();

    /// <summary>The last moment at which the clock alone has changed nothing: no session's state, and none has left a
    /// window that begins so long before each moment.</summary>
    public Instant HoldsUntil(Duration back) =>
        rows.Select(row => Instant.Min(row.StartsAt + back, row.PassesAt)).DefaultIfEmpty(Instant.MaxValue).Min();

    /// <summary>Reads it.</summary>
    public static async Task<TimetablePage> ReadAsync(
        SchedulingDatabase database,
        TimetableWindow window,
        CancellationToken ct
    ) =>
        new(
            database,
            window,
            await database.QueryAsync<TimetableRow>(
                $"""
                select {SessionRow.Columns}, session.revision + session.seats_revision as Revisions,
                       instructor.revision as InstructorRevision
                from {SessionRow.From}
                where session.starts_at >= @First and session.starts_at < @Last
                order by session.starts_at, session.session_id
                limit {MaxSessions}
                """,
                new
                {
                    window.First,
                    window.Last,
                    viewer = default(MemberId),
                },
                ct
            )
        );

    /// <summary>The page for a viewer, on the clock of a zone.</summary>
    public async Task<TaggedJson<Timetable>> ShowAsync(
        MemberId viewer,
        string zoneId,
        JsonSerializerOptions json,
        CancellationToken ct
    )
    {
        if (!written.TryGet(zoneId, out var page))
        {
            var zone = Zones.Get(zoneId);
            page = WrittenTimetable.Of(
                new Timetable(zoneId, [.. rows.Select(row => row.ToSummary(default, zone, window.Now))]),
                json
            );
            if (KnownZones.Contains(zoneId))
                written.Keep(zoneId, page);
        }

        if (!own.TryGet(viewer, out var parts))
        {
            parts = OwnParts.Of(await ReadOwnAsync(viewer, ct), json);
            own.Keep(viewer, parts);
        }

        return page.With(parts);
    }

    /// <summary>What is the viewer's own, by the session's place on the page.</summary>
    private async Task<SortedDictionary<int, OwnPart>> ReadOwnAsync(MemberId viewer, CancellationToken ct)
    {
        var claims = (
            await database.QueryAsync<Claim>(
                """
                select
                    mine.session_id as SessionId, mine.status as Status,
                    (select count(*) from coached_seats seat
                        where seat.session_id = mine.session_id and seat.status = 'waitlisted'
                            and seat.place <= mine.place) as Position
                from coached_seats mine join sessions session on session.session_id = mine.session_id
                where mine.member_id = @viewer and session.starts_at >= @First and session.starts_at < @Last
                """,
                new
                {
                    viewer,
                    window.First,
                    window.Last,
                },
                ct
            )
        ).ToDictionary(claim => claim.SessionId);
        var parts = new SortedDictionary<int, OwnPart>();
        foreach (var place in led[viewer])
            parts[place] = OwnPart.Nothing with { Leads = true };
        for (var place = 0; claims.Count > 0 && place < rows.Count; place++)
        {
            if (claims.TryGetValue(rows[place].SessionId, out var claim))
                parts[place] = parts.GetValueOrDefault(place, OwnPart.Nothing) with
                {
                    MyBooking = new MyBooking(
                        claim.Status,
                        claim.Status == SeatStatus.Waitlisted ? (int)claim.Position : null
                    ),
                };
        }

        return parts;
    }

    private sealed class Claim
    {
        public SessionId SessionId { get; init; }

        public string Status { get; init; } = "";

        public long Position { get; init; }
    }
}

/// <summary>Sessions on the clock of one zone.</summary>
internal sealed record Timetable(string TimeZone, IReadOnlyList<SessionSummary> Sessions);

/// <summary>Which sessions a timetable shows.</summary>
/// <param name="First">The first that begin then.</param>
/// <param name="Last">Those that begin before it.</param>
/// <param name="Now">When it is looked at.</param>
internal sealed record TimetableWindow(Instant First, Instant Last, Instant Now);

/// <summary>A session as nobody in particular sees it, and what its state is known by.</summary>
internal sealed class TimetableRow : SessionRow
{
    /// <summary>Rises with every change of the session or of its seats.</summary>
    public long Revisions { get; init; }

    /// <summary>Rises with every change of the instructor's name; null while that is not known.</summary>
    public long? InstructorRevision { get; init; }

    /// <summary>When its state changes without an event; the end of time when never.</summary>
    public Instant PassesAt =>
        SessionStatus.PassesAt(new SessionMoments(EndsAt, CancelledAt, StartedAt, EndedAt)) ?? Instant.MaxValue;
}
