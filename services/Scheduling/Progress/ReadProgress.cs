using System.Security.Claims;
using NodaTime;
using UpperBack.Scheduling.Exercises;
using UpperBack.Scheduling.Library;
using UpperBack.Scheduling.Members;

namespace UpperBack.Scheduling.Progress;

/// <summary>One's own levels, what is due today, and why.</summary>
internal static class ReadProgress
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/progress", HandleAsync)
            .RequireRateLimiting(LimitNames.Costly)
            .WithSummary(
                "Own progress: the programme, and for each exercise the level, today's dosage and why it is what it is"
            );

    /// <summary>What the caller's levels are folded from.</summary>
    public static Task<MemberProgress> ReadOwnAsync(
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    ) => MemberProgress.ReadAsync(database, caller.MemberId(), MemberZone.OfSignIn(caller), clock.Now(), ct);

    private static async Task<Ok<OwnProgress>> HandleAsync(
        ClaimsPrincipal caller,
        ContentLibrary library,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var progress = await ReadOwnAsync(caller, database, clock, ct);
        return TypedResults.Ok(
            new OwnProgress(
                FollowedProgramme.Of(progress, library),
                progress.PainThreshold,
                progress.IsFlareToday,
                [.. library.Exercises.Select(exercise => ExerciseProgress.Of(exercise, progress, library))]
            )
        );
    }

    /// <param name="Programme">What is followed; null when nothing was chosen.</param>
    /// <param name="PainThreshold">Pain that is still all right, 0 to 10.</param>
    /// <param name="FlareToday">True when every exercise is at level 0 today.</param>
    /// <param name="Exercises">All of the library.</param>
    internal sealed record OwnProgress(
        FollowedProgramme? Programme,
        int PainThreshold,
        bool FlareToday,
        IReadOnlyList<ExerciseProgress> Exercises
    );
}

/// <summary>The programme that a member follows, and where in it they are.</summary>
/// <param name="Week">From 1.</param>
/// <param name="Weeks">How many it has.</param>
internal sealed record FollowedProgramme(string Slug, string Title, int Week, int Weeks, LocalDate StartedOn)
{
    public static FollowedProgramme? Of(MemberProgress progress, ContentLibrary library) =>
        progress.Programme is { } own && library.FindProgramme(own.Programme) is { } programme
            ? new FollowedProgramme(
                programme.Slug,
                programme.Title,
                programme.WeekAfter(Period.DaysBetween(own.StartedOn, progress.Today) / 7).Number,
                programme.Weeks.Count,
                own.StartedOn
            )
            : null;
}

/// <summary>How a member stands in one exercise.</summary>
/// <param name="Level">The level reached, 0 to 4.</param>
/// <param name="Today">What is due today.</param>
/// <param name="Decision">See <see cref="Decision"/>.</param>
/// <param name="Because">Reasons, the most important first.</param>
/// <param name="Words">All of it in one sentence.</param>
internal sealed record ExerciseProgress(
    string Exercise,
    string Name,
    int Level,
    TodaysDosage Today,
    [OneOf(typeof(Decision))] string Decision,
    IReadOnlyList<string> Because,
    string Words
)
{
    public static ExerciseProgress Of(Exercise exercise, MemberProgress progress, ContentLibrary library)
    {
        var progression = progress.Of(exercise.Slug);
        var week = FollowedProgramme.Of(progress, library) is { } followed
            ? library.FindProgramme(followed.Slug)?.FindWeek(followed.Week)
            : null;
        var dosage = (week?.FindDosage(exercise.Slug) ?? exercise.Dosage)[progression.TodaysLevel];
        var text = dosage.ToText(exercise.Sided);
        return new ExerciseProgress(
            exercise.Slug,
            exercise.Name,
            progression.Level,
            new TodaysDosage(progression.TodaysLevel, text, dosage.LeaveOut),
            progression.Decision,
            progression.Because,
            ProgressionTexts.Sentence(exercise.Name, text, progression.Because)
        );
    }
}

/// <param name="Level">0 to 4; 0 on a flare day.</param>
/// <param name="Text">The dosage in words.</param>
/// <param name="LeaveOut">True when it is left out today.</param>
internal sealed record TodaysDosage(int Level, string Text, bool LeaveOut);
