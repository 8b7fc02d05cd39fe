using System.ComponentModel.DataAnnotations;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Library;

internal static class CheckPlan
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/plan-check", Handle)
            .RequireRateLimiting(LimitNames.Costly)
            .RequireAuthorization(Policies.Instructor)
            .WithSummary("The run sheet that blocks would make, and what the plan check finds in it; stores nothing")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);

    private static Results<Ok<PlanView>, ProblemHttpResult> Handle(BlocksRequest request, ContentLibrary library)
    {
        var plan = PlanView.Of(request.Blocks, library.English.ExercisesBySlug);
        return plan.Succeeded ? TypedResults.Ok(plan.Value) : plan.Problem.ToHttp();
    }
}

/// <summary>A class as an instructor edits it.</summary>
/// <param name="Blocks">1 to 40, in the order of the class; together at most three hours.</param>
internal sealed record BlocksRequest([MinLength(1), MaxLength(BlockCheck.MaxBlocks)] IReadOnlyList<Block> Blocks);
