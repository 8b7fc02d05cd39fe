using NodaTime;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Scheduling.Progress;

/// <summary>Everything that one member's levels are folded from.</summary>
internal sealed class MemberProgress
{
    private readonly IReadOnlyList<(
        IReadOnlyList<string> Exercises,
        IReadOnlyList<string> Missed,
        LocalDate Day,
        int? Effort
    )> practised;
    private readonly IReadOnlyList<ProgressFact> everywhere;
    private readonly ILookup<string, ProgressFact> easier;

    private MemberProgress(
        OwnProgramme? programme,
        LocalDate today,
        IReadOnlyList<AttendedClass> classes,
        IReadOnlyList<CheckInRow> checkIns,
        IReadOnlyList<PracticeRow> practices,
        IReadOnlyList<ChoiceRow> choices,
        DateTimeZone zone
    )
    {
        (Programme, Today) = (programme, today);
        var bySession = checkIns.ToDictionary(checkIn => checkIn.SessionId);
        LocalDate DayOf(AttendedClass attended) => attended.StartedAt.DayIn(Zones.Find(attended.TimeZone) ?? zone);

        // One class is of one day, whatever the member's zone was when they said how it went.
        var classDays = classes
            .DistinctBy(attended => attended.SessionId)
            .ToDictionary(attended => attended.SessionId, DayOf);
        practised =
        [
            .. classes
                .Where(attended => attended.TookPart)
                .Select(attended =>
                {
                    var checkIn = bySession.GetValueOrDefault(attended.SessionId);
                    return (
                        Slugs(attended.Exercises),
                        checkIn is null ? [] : Slugs(checkIn.Missed),
                        DayOf(attended),
                        checkIn?.Effort
                    );
                }),
            .. practices
                .Where(practice => practice.Counts)
                .Select(practice => (Slugs(practice.Exercises), Slugs(practice.Missed), practice.Day, practice.Effort)),
        ];
        everywhere =
        [
            .. checkIns.Select(checkIn => new PainFelt(
                classDays.GetValueOrDefault(checkIn.SessionId, checkIn.Day),
                checkIn.Pain
            )),
            .. practices
                .Where(practice => practice.Pain is not null)
                .Select(practice => new PainFelt(practice.Day, practice.Pain!.Value)),
            .. choices
                .Where(choice => choice.Kind == ProgressChoice.Flare)
                .Select(choice => new FlareDeclared(choice.Day)),
            .. choices
                .Where(choice => choice.Kind == ProgressChoice.Threshold)
                .Select(choice => new ThresholdSet(choice.Day, choice.Score ?? 0)),
        ];
        easier = choices
            .Where(choice => choice.Kind == ProgressChoice.Easier)
            .ToLookup(
                choice => choice.Exercise ?? "",
                ProgressFact (choice) => new EasierChosen(choice.Day, choice.ChoiceId)
            );
        PainThreshold = new Diary(everywhere, null, today).ThresholdOn(today);
    }

    /// <summary>What the member follows; null when they chose nothing.</summary>
    public OwnProgramme? Programme { get; }

    /// <summary>The present day in the member's zone.</summary>
    public LocalDate Today { get; }

    /// <summary>Pain that is still all right today, of 10.</summary>
    public int PainThreshold { get; }

    /// <summary>True when today is a flare day.</summary>
    public bool IsFlareToday => new Diary(everywhere, null, Today).On(Today).IsFlare;

    /// <summary>The member's level in one exercise.</summary>
    public Progression Of(string exercise) =>
        Progression.Fold(
            [
                .. everywhere,
                .. easier[exercise],
                .. practised
                    .Where(one => one.Exercises.Contains(exercise))
                    .Select(one => new Practised(one.Day, !one.Missed.Contains(exercise), one.Effort)),
            ],
            new ProgressStart(Programme?.StartLevel ?? Exercises.Dosage.ClassLevel, Programme?.StartedOn),
            Today
        );

    /// <summary>Reads one member's progress.</summary>
    /// <inheritdoc cref="ReadAsync(IQueries, IReadOnlyCollection{MemberId}, DateTimeZone, Instant,
    /// CancellationToken)"/>
    public static async Task<MemberProgress> ReadAsync(
        IQueries source,
        MemberId member,
        DateTimeZone zone,
        Instant now,
        CancellationToken ct
    ) => (await ReadAsync(source, [member], zone, now, ct))[member];

    /// <summary>Reads some members' progress.</summary>
    /// <param name="source">Where they are.</param>
    /// <param name="members">Whose; all of them are in the answer.</param>
    /// <param name="zone">Zone of a member of whom Accounts has published none.</param>
    /// <param name="now">The present.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<IReadOnlyDictionary<MemberId, MemberProgress>> ReadAsync(
        IQueries source,
        IReadOnlyCollection<MemberId> members,
        DateTimeZone zone,
        Instant now,
        CancellationToken ct
    )
    {
        var among = source.Dialect.In("member_id", "members");
        var args = new { members = source.Dialect.Ids(members) };
        var zones = await source.QueryAsync<ZoneRow>(
            $"select member_id as MemberId, time_zone as TimeZone from members where {among}",
            args,
            ct
        );
        var programmes = await source.QueryAsync<OwnProgramme>(
            $"""
            select member_id as MemberId, programme as Programme, start_level as StartLevel, started_on as StartedOn
                from own_programmes where {among}
            """,
            args,
            ct
        );
        var classes = await source.QueryAsync<AttendedClass>(
            $"""
            select member_id as MemberId, session_id as SessionId, started_at as StartedAt, time_zone as TimeZone,
                   took_part as TookPart, exercises as Exercises
            from attended_classes where {among}
            """,
            args,
            ct
        );
        var checkIns = await source.QueryAsync<CheckInRow>(
            $"""
            select member_id as MemberId, session_id as SessionId, day as Day, effort as Effort, pain as Pain,
                missed as Missed from check_ins where {among}
            """,
            args,
            ct
        );
        var practices = await source.QueryAsync<PracticeRow>(
            $"select {PracticeRow.Columns} from practices where {among}",
            args,
            ct
        );
        var choices = await source.QueryAsync<ChoiceRow>(
            $"""
            select choice_id as ChoiceId, member_id as MemberId, kind as Kind, exercise as Exercise, score as Score,
                day as Day from progress_choices where {among}
            """,
            args,
            ct
        );

        var zoneOf = zones.ToDictionary(row => row.MemberId, row => Zones.Find(row.TimeZone));
        var programmeOf = programmes.ToDictionary(row => row.MemberId);
        var classesOf = classes.ToLookup(row => row.MemberId);
        var checkInsOf = checkIns.ToLookup(row => row.MemberId);
        var practicesOf = practices.ToLookup(row => row.MemberId);
        var choicesOf = choices.ToLookup(row => row.MemberId);
        return members.ToDictionary(
            member => member,
            member =>
            {
                var own = zoneOf.GetValueOrDefault(member) ?? zone;
                return new MemberProgress(
                    programmeOf.GetValueOrDefault(member),
                    now.DayIn(own),
                    [.. classesOf[member]],
                    [.. checkInsOf[member]],
                    [.. practicesOf[member]],
                    [.. choicesOf[member]],
                    own
                );
            }
        );
    }

    private static IReadOnlyList<string> Slugs(string json) => StoredJson.Read<IReadOnlyList<string>>(json);

    private sealed class ZoneRow
    {
        public MemberId MemberId { get; init; }

        public string? TimeZone { get; init; }
    }

    private sealed class AttendedClass
    {
        public MemberId MemberId { get; init; }

        public SessionId SessionId { get; init; }

        public Instant StartedAt { get; init; }

        public string? TimeZone { get; init; }

        public bool TookPart { get; init; }

        public string Exercises { get; init; } = "[]";
    }

    private sealed class ChoiceRow
    {
        public Guid ChoiceId { get; init; }

        public MemberId MemberId { get; init; }

        public string Kind { get; init; } = "";

        public string? Exercise { get; init; }

        public int? Score { get; init; }

        public LocalDate Day { get; init; }
    }
}
