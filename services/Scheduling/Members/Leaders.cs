using System.Security.Claims;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Scheduling.Members;

/// <summary>Who may lead a class: its instructor, and the coaches beside them.</summary>
internal static class Leaders
{
    public const int MaxCoaches = 20;
    private const int MaxAttempts = 20;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Requires an instructor who may lead, and coaches who may coach: each once, and not the
    /// instructor.</summary>
    /// <param name="validation">Collects the errors.</param>
    /// <param name="leaders">Who was chosen.</param>
    /// <param name="trusted">An instructor who needs no check: the caller, by their token, or the present
    /// instructor.</param>
    /// <param name="database">Where members are stored.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task CheckAsync(
        Validation validation,
        ClassLeaders leaders,
        MemberId trusted,
        SchedulingDatabase database,
        CancellationToken ct
    )
    {
        var coachIds = leaders.CoachIds;
        validation.That(
            coachIds.Count <= MaxCoaches,
            "coachIds",
            $"There are {coachIds.Count} coaches: choose at most {MaxCoaches}."
        );
        validation.That(
            coachIds.Distinct().Count() == coachIds.Count,
            "coachIds",
            "A coach is chosen twice: choose each once."
        );
        validation.That(
            !coachIds.Contains(leaders.InstructorId),
            "coachIds",
            "Whoever leads the class cannot also coach it: choose one of the two."
        );
        if (coachIds.Count > MaxCoaches)
            return;

        var unknownInstructor = leaders.InstructorId == trusted ? [] : new[] { leaders.InstructorId };
        var members = await ReadAsync(
            [.. coachIds.Distinct(), .. unknownInstructor],
            members =>
                coachIds.All(id => members.GetValueOrDefault(id)?.MayCoach == true)
                && unknownInstructor.All(id => members.GetValueOrDefault(id)?.MayInstruct == true),
            database,
            ct
        );
        foreach (var id in coachIds.Distinct())
            Require(
                validation,
                "coachIds",
                id,
                members.GetValueOrDefault(id),
                member => member.MayCoach,
                "has neither the role coach nor instructor"
            );
        foreach (var id in unknownInstructor)
            Require(
                validation,
                "instructorId",
                id,
                members.GetValueOrDefault(id),
                member => member.MayInstruct == true,
                "does not have the role instructor"
            );
    }

    private static void Require(
        Validation validation,
        string field,
        MemberId id,
        MemberProjection? member,
        Func<MemberProjection, bool> may,
        string lack
    ) =>
        validation.That(
            member is not null && may(member),
            field,
            member is null
                ? "One of those chosen is not a member here: choose somebody else."
                : $"{member.DisplayName} {lack}: choose somebody else, or ask an administrator to give them the role."
        );

    /// <summary>Those of the members that are stored here. MemberChanged may not have arrived yet after a role was
    /// just given, so this polls for up to a second while one is missing.</summary>
    private static async Task<IReadOnlyDictionary<MemberId, MemberProjection>> ReadAsync(
        IReadOnlyList<MemberId> ids,
        Func<IReadOnlyDictionary<MemberId, MemberProjection>, bool> isComplete,
        SchedulingDatabase database,
        CancellationToken ct
    )
    {
        if (ids.Count == 0)
            return new Dictionary<MemberId, MemberProjection>();

        for (var attempt = 1; ; attempt++)
        {
            var members = (await ReadAsync(database, ids, ct)).ToDictionary(member => member.MemberId);
            if (attempt == MaxAttempts || isComplete(members))
                return members;

            await Task.Delay(PollInterval, ct);
        }
    }

    private static Task<IReadOnlyList<MemberProjection>> ReadAsync(
        IQueries queries,
        IReadOnlyList<MemberId> ids,
        CancellationToken ct
    ) =>
        queries.QueryAsync<MemberProjection>(
            $"""
            select member_id as MemberId, display_name as DisplayName, may_coach as MayCoach,
                   may_instruct as MayInstruct
            from members where {queries.Dialect.In("member_id", "ids")}
            """,
            new { ids = queries.Dialect.Ids(ids) },
            ct
        );

    /// <summary>Members with their names, in the order in which they are given.</summary>
    public static async Task<IReadOnlyList<NamedMember>> NameAsync(
        IQueries queries,
        IReadOnlyList<MemberId> ids,
        CancellationToken ct
    )
    {
        if (ids.Count == 0)
            return [];

        var names = (await ReadAsync(queries, [.. ids.Distinct()], ct)).ToDictionary(
            member => member.MemberId,
            member => member.DisplayName
        );
        return [.. ids.Select(id => new NamedMember(id, names.GetValueOrDefault(id, "Coach")))];
    }

    /// <summary>Stores the instructor by the name on their token until MemberChanged arrives.</summary>
    public static Task RememberAsync(UnitOfWork work, ClaimsPrincipal instructor, CancellationToken ct) =>
        work.ExecuteAsync(
            """
            insert into members (member_id, revision, display_name, search_name, may_coach, may_instruct)
            values (@memberId, 0, @displayName, @searchName, @yes, @yes)
            on conflict (member_id) do update set may_instruct = excluded.may_instruct
                where members.may_instruct is null
            """,
            new
            {
                memberId = instructor.MemberId(),
                displayName = instructor.DisplayName(),
                searchName = FindLeaders.SearchTextOf(instructor.DisplayName()),
                yes = true,
            },
            ct
        );

    private sealed class MemberProjection
    {
        public MemberId MemberId { get; init; }

        public string DisplayName { get; init; } = "";

        public bool MayCoach { get; init; }

        public bool? MayInstruct { get; init; }
    }
}

/// <summary>Who leads a class.</summary>
/// <param name="InstructorId">Who leads.</param>
/// <param name="CoachIds">Who coaches beside them.</param>
internal sealed record ClassLeaders(MemberId InstructorId, IReadOnlyList<MemberId> CoachIds)
{
    public IEnumerable<MemberId> AllIds => [InstructorId, .. CoachIds];

    /// <summary>True when the same people do the same, in whatever order.</summary>
    public bool AreSameAs(ClassLeaders other) =>
        InstructorId == other.InstructorId && CoachIds.ToHashSet().SetEquals(other.CoachIds);
}

/// <summary>A member as others may see them.</summary>
internal sealed record NamedMember(MemberId MemberId, string DisplayName);
