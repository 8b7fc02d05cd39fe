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

    // What was changed past the platform, by hand or from a back-up, raises no number.
    private static readonly Duration MaxAge = Duration.FromMinutes(1);

    private readonly SchedulingDatabase database;
    private readonly TimeProvider clock;
    private readonly GatheredCalls<bool, Task<TimetablePage>> looks;
    private volatile Ready? ready;

    public ReadyTimetable(SchedulingDatabase database, TimeProvider clock)
    {
        this.database = database;
        this.clock = clock;
        looks = new GatheredCalls<bool, Task<TimetablePage>>(LookForAsync, maxTogether: int.MaxValue);
    }

    /// <summary>The page as it is now.</summary>
    public ValueTask<TimetablePage> ReadAsync(CancellationToken ct) =>
        ready is { } known && known.HoldsAt(clock.Now()) && database.IsUnchangedSince(known.Mark)
            ? new ValueTask<TimetablePage>(known.Page)
            : new ValueTask<TimetablePage>(AskAsync(ct));

    private async Task<TimetablePage> AskAsync(CancellationToken ct) => await await looks.AskAsync(true, ct);

    /// <summary>One look for all who ask, who share also what it fails with.</summary>
    private async Task<IReadOnlyList<Task<TimetablePage>>> LookForAsync(IReadOnlyList<bool> calls)
    {
        var look = LookAsync();
        await Task.WhenAny(look);
        return [.. calls.Select(_ => look)];
    }

    private async Task<TimetablePage> LookAsync()
    {
        var now = clock.Now();
        var mark = database.Mark();
        var window = new TimetableWindow(now - Back, now + Ahead, now);
        var page =
            ready is { } known && known.HoldsAt(now) && await IsTrueAsync(known.Page, window)
                ? known.Page
                : await TimetablePage.ReadAsync(database, window, CancellationToken.None);
        var until = Instant.Min(page.HoldsUntil(Back), await FindNextAsync(window) - Ahead);
        ready = new Ready(page, mark, now, Instant.Min(until, page.MadeAt + MaxAge));
        return page;
    }

    private async Task<bool> IsTrueAsync(TimetablePage page, TimetableWindow window) =>
        page.Stamp == await TimetableStamp.ReadAsync(database, window, page.Instructors, CancellationToken.None);

    /// <summary>When the first session begins that the window does not reach yet; the end of time when there is
    /// none.</summary>
    private async Task<Instant> FindNextAsync(TimetableWindow window) =>
        await database.QueryFirstOrDefaultAsync<Instant?>(
            "select starts_at from sessions where starts_at >= @Last order by starts_at limit 1",
            new { window.Last },
            CancellationToken.None
        ) ?? Instant.MaxValue;

    /// <param name="Page">What is shown.</param>
    /// <param name="Mark">It was true after this.</param>
    /// <param name="From">When it was looked at.</param>
    /// <param name="Until">When it is another one by the clock alone.</param>
    private sealed record Ready(TimetablePage Page, DatabaseMark Mark, Instant From, Instant Until)
    {
        public bool HoldsAt(Instant now) => From <= now && now <= Until;
    }
}
