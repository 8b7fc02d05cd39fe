using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using NodaTime;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Idempotency;
using UpperBack.Scheduling.Library;
using UpperBack.Scheduling.Members;

namespace UpperBack.Scheduling.Progress;

/// <summary>What a member chooses themselves: a flare day, how much pain is still all right, one exercise a level
/// easier.</summary>
internal static class ProgressChoice
{
    public const string Flare = "flare";
    public const string Threshold = "threshold";
    public const string Easier = "easier";

    public static void Map(RouteGroupBuilder group)
    {
        group
            .MapPut("/progress/settings", SetThresholdAsync)
            .WithSummary("Sets how much pain (0 to 10) is still all right, from today on; more is a flare")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        group
            .MapPut("/progress/flare", SetFlareAsync)
            .WithSummary("Calls today a flare day, on which every exercise is at level 0, or takes that back");
        group
            .MapPost("/progress/{exercise}/easier", ChooseEasierAsync)
            .WithSummary("Makes one exercise a level easier, from now on")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<ThresholdSetting>, ProblemHttpResult>> SetThresholdAsync(
        ThresholdSetting request,
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        CancellationToken ct
    )
    {
        if (new Validation().Between(request.PainThreshold, 0, 10, "The pain level").Problem is { } problem)
            return problem.ToHttp();

        await ReplaceAsync(database, caller, Threshold, request.PainThreshold, keep: true, ct);
        return TypedResults.Ok(request);
    }

    private static async Task<Ok<FlareSetting>> SetFlareAsync(
        FlareSetting request,
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        CancellationToken ct
    )
    {
        await ReplaceAsync(database, caller, Flare, null, request.On, ct);
        return TypedResults.Ok(request);
    }

    private static async Task<Results<Ok<ExerciseProgress>, ReplayedResponse, ProblemHttpResult>> ChooseEasierAsync(
        string exercise,
        IdempotentRequest idempotency,
        ClaimsPrincipal caller,
        ContentLibrary library,
        SchedulingDatabase database,
        CancellationToken ct
    )
    {
        if (library.FindExercise(exercise) is not { } found)
            return Problem
                .Of(ErrorCodes.NotFound, "We do not have this exercise. Browse the library for those we have.")
                .ToHttp();

        var zone = await MemberZone.FindAsync(database, caller, ct);
        await using var work = await idempotency.BeginAsync(database, ct, LockName(caller));
        if (await idempotency.FindAsync(work, ct) is { } replayed)
            return replayed;

        await StoreAsync(work, new Choice(caller.MemberId(), Easier, exercise, null, work.Now.DayIn(zone)), ct);
        var progress = await MemberProgress.ReadAsync(work, caller.MemberId(), zone, work.Now, ct);
        var answer = await idempotency.SaveResponseAsync(
            work,
            TypedResults.Ok(ExerciseProgress.Of(found, progress, library)),
            ct
        );
        await work.CommitAsync(ct);
        return answer;
    }

    /// <summary>Replaces a choice of today, of which a day has one.</summary>
    private static async Task ReplaceAsync(
        SchedulingDatabase database,
        ClaimsPrincipal caller,
        string kind,
        int? score,
        bool keep,
        CancellationToken ct
    )
    {
        var zone = await MemberZone.FindAsync(database, caller, ct);
        await using var work = await database.BeginAsync(LockName(caller), ct);
        var choice = new Choice(caller.MemberId(), kind, null, score, work.Now.DayIn(zone));
        await work.ExecuteAsync(
            "delete from progress_choices where member_id = @Member and kind = @Kind and day = @Day",
            choice,
            ct
        );
        if (keep)
            await StoreAsync(work, choice, ct);
        await work.CommitAsync(ct);
    }

    private static Task StoreAsync(UnitOfWork work, Choice choice, CancellationToken ct) =>
        work.ExecuteAsync(
            """
            insert into progress_choices (choice_id, member_id, kind, exercise, score, day)
                values (@id, @Member, @Kind, @Exercise, @Score, @Day)
            """,
            new
            {
                id = Guid.CreateVersion7(work.Now.ToDateTimeOffset()),
                choice.Member,
                choice.Kind,
                choice.Exercise,
                choice.Score,
                choice.Day,
            },
            ct
        );

    private static string LockName(ClaimsPrincipal caller) => $"progress/{caller.MemberId()}";

    private sealed record Choice(MemberId Member, string Kind, string? Exercise, int? Score, LocalDate Day);

    /// <param name="PainThreshold">0 to 10.</param>
    internal sealed record ThresholdSetting([Range(0, 10)] int PainThreshold);

    /// <param name="On">True for a flare day.</param>
    internal sealed record FlareSetting(bool On);
}
