using NodaTime;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Scheduling.Sessions;

/// <summary>The timetable of now, which everybody asks for again and again, ready in memory. Whether it still holds is
/// known at once where this process alone writes; otherwise the database is asked, once for all who ask at the same
/// time. So nobody is ever shown what was before a change they know of, on whichever replica they made it.</summary>
internal sealed class ReadyTimetable
{
    public static readonly Duration Back = Duration.FromHours(3);
    public static readonly Duration Ahead = Duration.FromDays(14);

    private readonly SchedulingDatabase database;
    private readonly TimeProvider clock;
    private readonly GatheredCalls<bool, TimetablePage> looks;
    private volatile Ready? ready;

    public ReadyTimetable(SchedulingDatabase database, TimeProvider clock)
    {
        this.database = database;
        this.clock = clock;
        looks = new GatheredCalls<bool, TimetablePage>(LookAsync, maxTogether: int.MaxValue);
    }

    /// <summary>The page as it is now.</summary>
    public ValueTask<TimetablePage> ReadAsync(CancellationToken ct) =>
        ready is { } known && known.HoldsAt(clock.Now()) && database.IsUnchangedSince(known.Mark)
            ? new ValueTask<TimetablePage>(known.Page)
            : new ValueTask<TimetablePage>(looks.AskAsync(true, ct));

    private async Task<IReadOnlyList<TimetablePage>> LookAsync(IReadOnlyList<bool> calls)
    {
        var now = clock.Now();
        var mark = database.Mark();
        var window = new TimetableWindow(now - Back, now + Ahead, now);
        var known = ready;
        if (known is not null && known.HoldsAt(now) && await IsTrueAsync(known.Page, window))
            ready = known with { Mark = mark };
        else
            ready = known = await MakeAsync(window, mark);
        return [.. calls.Select(_ => known.Page)];
    }

    private async Task<bool> IsTrueAsync(TimetablePage page, TimetableWindow window) =>
        page.Stamp == await TimetableStamp.ReadAsync(database, window, page.Instructors, CancellationToken.None);

    private async Task<Ready> MakeAsync(TimetableWindow window, DatabaseMark mark)
    {
        var next = await database.QueryFirstOrDefaultAsync<Instant?>(
            "select min(starts_at) from sessions where starts_at >= @Last",
            new { window.Last },
            CancellationToken.None
        );
        var page = await TimetablePage.ReadAsync(database, window, CancellationToken.None);
        return new Ready(
            page,
            mark,
            window.Now,
            Instant.Min(page.HoldsUntil(Back), next is { } comes ? comes - Ahead : Instant.MaxValue)
        );
    }

    /// <param name="Page">What is shown.</param>
    /// <param name="Mark">It was true after this.</param>
    /// <param name="From">When it was made.</param>
    /// <param name="Until">When it is another one by the clock alone.</param>
    private sealed record Ready(TimetablePage Page, DatabaseMark Mark, Instant From, Instant Until)
    {
        public bool HoldsAt(Instant now) => From <= now && now <= Until;
    }
}
