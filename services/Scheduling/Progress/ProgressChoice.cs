using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Kernel.Http;
using UpperBack.Kernel.Problems;
using UpperBack.Kernel.Time;
using UpperBack.Scheduling.Content;

namespace UpperBack.Scheduling.Progress;

/// <summary>What a member chooses themselves: a flare day, how much pain is still all right, one exercise a level easier.</summary>
internal static class ProgressChoice
{
    public const string Flare = "flare";
    public const string Threshold = "threshold";
    public const string Easier = "easier";

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPut("/progress/settings", SetThresholdAsync)
            .WithSummary("Sets how much pain (0 to 10) is still all right, from today on; more is a flare")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapPut("/progress/flare", SetFlareAsync)
            .WithSummary("Calls today a flare day, on which every exercise is at level 0, or takes that back");
        group.MapPost("/progress/{exercise}/easier", ChooseEasierAsync)
            .WithSummary("Makes one exercise a level easier, from now on")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<ThresholdSetting>, ProblemHttpResult>> SetThresholdAsync(
        ThresholdSetting request, ClaimsPrincipal caller, SchedulingDatabase database, TimeProvider clock, CancellationToken ct)
    {
        if (new Validation().Between(request.PainThreshold, 0, 10).Problem is { } problem)
            return problem.ToHttp();

        await StoreAsync(database, caller, clock, Threshold, null, request.PainThreshold, keep: true, ct);
        return TypedResults.Ok(request);
    }

    private static async Task<Ok<FlareSetting>> SetFlareAsync(
        FlareSetting request, ClaimsPrincipal caller, SchedulingDatabase database, TimeProvider clock, CancellationToken ct)
    {
        await StoreAsync(database, caller, clock, Flare, null, null, request.On, ct);
        return TypedResults.Ok(request);
    }

    private static async Task<Results<Ok<ExerciseProgress>, ProblemHttpResult>> ChooseEasierAsync(
        string exercise, ClaimsPrincipal caller, ContentLibrary library, SchedulingDatabase database, TimeProvider clock, CancellationToken ct)
    {
        if (library.FindExercise(exercise) is not { } known)
            return Problem.Of(ErrorCodes.NotFound, "There is no such exercise. GET /api/scheduling/exercises lists them.").ToHttp();

        await StoreAsync(database, caller, clock, Easier, exercise, null, keep: true, ct);
        var progress = await ReadProgress.ReadOwnAsync(caller, database, clock, ct);
        return TypedResults.Ok(ExerciseProgress.Of(known, progress, library));
    }

    /// <summary>Stores a choice of today; a day has one threshold and is a flare day once, but an exercise can be made easier again.</summary>
    private static async Task StoreAsync(
        SchedulingDatabase database, ClaimsPrincipal caller, TimeProvider clock, string kind, string? exercise, int? score, bool keep, CancellationToken ct)
    {
        var member = caller.MemberId();
        await using var work = await database.BeginAsync($"progress/{member}", ct);
        var day = work.Now.InZone(Zones.Get(caller.TimeZone())).Date;
        if (exercise is null)
            await work.ExecuteAsync("delete from progress_choices where member_id = @member and kind = @kind and day = @day", new { member, kind, day }, ct);
        if (keep)
        {
            await work.ExecuteAsync(
                "insert into progress_choices (choice_id, member_id, kind, exercise, score, day) values (@id, @member, @kind, @exercise, @score, @day)",
                new { id = Guid.CreateVersion7(clock.GetUtcNow()), member, kind, exercise, score, day },
                ct);
        }

        await work.CommitAsync(ct);
    }

    /// <param name="PainThreshold">0 to 10.</param>
    internal sealed record ThresholdSetting(int PainThreshold);

    /// <param name="On">True for a flare day.</param>
    internal sealed record FlareSetting(bool On);
}
