using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using NodaTime;
using UpperBack.Scheduling.Library;
using UpperBack.Scheduling.Members;
using UpperBack.Scheduling.Progress;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Intake;

/// <summary>The programme that one follows. Choosing one starts every exercise over at its level, on its day.</summary>
internal static class MyProgramme
{
    private const int HighestStart = 3;
    private const int MaxDaysBack = 366;
    private const int MaxDaysAhead = 31;

    public static void Map(RouteGroupBuilder group)
    {
        group
            .MapGet("/my-programme", ReadAsync)
            .WithSummary("The programme that one follows")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group
            .MapPut("/my-programme", StoreAsync)
            .WithSummary(
                "Follows a programme from a day on (today when left out); every exercise begins at startLevel, "
                    + "0 to 3. The same choice again without a day keeps its day"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<Choice>, ProblemHttpResult>> ReadAsync(
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        (await ReadProgress.ReadOwnAsync(caller, database, clock, ct)).Programme is { } own
            ? TypedResults.Ok(new Choice(own.Programme, own.StartLevel, own.StartedOn))
            : Problem
                .Of(ErrorCodes.NotFound, "You have not chosen a programme yet. Find the one for you in the library.")
                .ToHttp();

    private static async Task<Results<Ok<Choice>, ProblemHttpResult>> StoreAsync(
        Choice request,
        ClaimsPrincipal caller,
        ContentLibrary library,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var today = clock.Now().DayIn(await MemberZone.FindAsync(database, caller, ct));
        var startedOn = request.StartedOn ?? today;
        if (
            new Validation()
                .That(library.FindProgramme(request.Programme) is not null, "programme", ClassLimits.NoSuchProgramme)
                .Between(request.StartLevel, 0, HighestStart, "The level to begin at")
                .That(
                    startedOn >= today.PlusDays(-MaxDaysBack) && startedOn <= today.PlusDays(MaxDaysAhead),
                    "startedOn",
                    $"The first day can be {MaxDaysBack} days ago to {MaxDaysAhead} days ahead: choose another."
                )
                .Problem is
            { } problem
        )
        {
            return problem.ToHttp();
        }

        await using var work = await database.BeginAsync(ct);
        if ((await RedFlags.ReadAsync(work, caller.MemberId(), ct)).Count > 0)
            return RedFlags.Standing.ToHttp();

        var stored = await work.QueryFirstOrDefaultAsync<OwnProgramme>(
            """
            insert into own_programmes (member_id, programme, start_level, started_on)
                values (@member, @Programme, @StartLevel, @startedOn)
            on conflict (member_id) do update set
                programme = excluded.programme, start_level = excluded.start_level,
                started_on = case
                    when @isOpen and own_programmes.programme = excluded.programme
                    and own_programmes.start_level = excluded.start_level
                    then own_programmes.started_on else excluded.started_on end
            returning member_id as MemberId, programme as Programme, start_level as StartLevel, started_on as StartedOn
            """,
            new
            {
                member = caller.MemberId(),
                request.Programme,
                request.StartLevel,
                startedOn,
                isOpen = request.StartedOn is null,
            },
            ct
        );
        await work.CommitAsync(ct);
        return TypedResults.Ok(new Choice(stored!.Programme, stored.StartLevel, stored.StartedOn));
    }

    /// <param name="Programme">Slug.</param>
    /// <param name="StartLevel">0 to 3.</param>
    /// <param name="StartedOn">The day in the member's calendar; today when left out.</param>
    internal sealed record Choice(
        string Programme,
        [Range(0, HighestStart)] int StartLevel = 1,
        LocalDate? StartedOn = null
    );
}
