using System.Security.Claims;
using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Community.Ledger;

namespace UpperBack.Community.Streaks;

/// <summary>One's own streak, folded from the ledger at this moment.</summary>
internal static class ShowStreak
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/streak", HandleAsync)
            .WithTags("Community")
            .WithSummary("My streak: kept days in a row, freezes in hand, minutes this week");

    private static async Task<Ok<Response>> HandleAsync(
        ClaimsPrincipal caller,
        CommunityDatabase database,
        IOptions<CommunityOptions> options,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var inputs = await StreakInputs.ReadAsync(database, caller.MemberId(), caller.TimeZone(), ct);
        var streak = inputs.Fold(clock.Now());
        return TypedResults.Ok(
            new Response(
                streak.Current,
                streak.Longest,
                streak.KeptToday,
                streak.Freezes,
                streak.Today,
                inputs.Zone.Id,
                streak.KeptDays.Count,
                streak.MinutesIn(IsoWeek.Of(streak.Today)),
                Milestones.After(streak.Current),
                new Rule(
                    options.Value.KeptDayMinutes,
                    options.Value.KeptDayShare,
                    FreezeRule.DaysPerFreeze,
                    FreezeRule.MaxFreezes,
                    [.. StreakRule.All.SelectMany(rule => rule.Sentences)]
                )
            )
        );
    }

    /// <param name="Current">Kept days in a row, today included when it is kept.</param>
    /// <param name="Longest">The most kept days in a row so far.</param>
    /// <param name="KeptToday">True when today is kept.</param>
    /// <param name="Freezes">Freezes in hand; a missed day uses one by itself.</param>
    /// <param name="Today">The present day in the member's zone.</param>
    /// <param name="TimeZone">The member's IANA zone.</param>
    /// <param name="KeptDays">All kept days there ever were.</param>
    /// <param name="MinutesThisWeek">Whole minutes watched since Monday.</param>
    /// <param name="NextMilestone">The length of streak to look forward to.</param>
    /// <param name="Rule">What a streak is counted by.</param>
    internal sealed record Response(
        int Current,
        int Longest,
        bool KeptToday,
        int Freezes,
        LocalDate Today,
        string TimeZone,
        int KeptDays,
        int MinutesThisWeek,
        int NextMilestone,
        Rule Rule
    );

    /// <param name="Minutes">So many minutes of one class keep the day.</param>
    /// <param name="Share">So does this share of one class, above 0 to 1.</param>
    /// <param name="DaysPerFreeze">Kept days in a row that earn a freeze.</param>
    /// <param name="MostFreezes">Freezes one can hold.</param>
    /// <param name="Sentences">The rules besides the kept day, as people read them.</param>
    internal sealed record Rule(
        int Minutes,
        double Share,
        int DaysPerFreeze,
        int MostFreezes,
        IReadOnlyList<string> Sentences
    );
}
