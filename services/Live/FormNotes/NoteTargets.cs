using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Live.FormNotes;

/// <summary>Whom a form note may go to, within the transaction that stores it.</summary>
internal static class NoteTargets
{
    private const long DuplicateWindowMs = 60_000;

    /// <summary>Names of the targets who were in this room as participants or have a coached seat; others are left
    /// out.</summary>
    public static async Task<IReadOnlyDictionary<MemberId, string>> ReadNamesAsync(
        UnitOfWork work,
        SessionId sessionId,
        IReadOnlyCollection<MemberId> targets,
        CancellationToken ct
    )
    {
        var rows = await work.QueryAsync<NameRow>(
            $"""
            select participants.member_id as MemberId,
                   coalesce(members.display_name, participants.display_name) as DisplayName
            from participants left join members on members.member_id = participants.member_id
            where session_id = @sessionId and role = @Participant
                and {work.Dialect.In("participants.member_id", "targets")}
            union
            select seats.member_id, members.display_name
            from seats join members on members.member_id = seats.member_id
            where seats.session_id = @sessionId and seats.status = @Booked
                and {work.Dialect.In("seats.member_id", "targets")}
            """,
            new
            {
                sessionId,
                RoomRoles.Participant,
                SeatStatus.Booked,
                targets = work.Dialect.Ids(targets),
            },
            ct
        );
        return NamesOf(rows);
    }

    /// <summary>All who had a note about a fault in this session and were not removed from it.</summary>
    public static async Task<IReadOnlyDictionary<MemberId, string>> ReadCohortAsync(
        UnitOfWork work,
        SessionId sessionId,
        FormNoteCohort cohort,
        CancellationToken ct
    )
    {
        var rows = await work.QueryAsync<NameRow>(
            """
            select to_member as MemberId, coalesce(members.display_name, to_name) as DisplayName
            from form_notes left join members on members.member_id = form_notes.to_member
            where session_id = @sessionId and exercise = @Exercise and fault = @Fault and not exists (
                select 1 from removals
                where removals.session_id = form_notes.session_id and removals.member_id = form_notes.to_member
                    and removals.is_removed)
            order by at_ms, note_id
            """,
            new
            {
                sessionId,
                cohort.Exercise,
                cohort.Fault,
            },
            ct
        );
        return NamesOf(rows);
    }

    /// <summary>Those to whom another leader sent a note about the same fault within the last minute.</summary>
    public static async Task<IReadOnlySet<MemberId>> ReadRecentlyNotedAsync(
        UnitOfWork work,
        SessionId sessionId,
        MemberId sender,
        string? exercise,
        string fault,
        long nowMs,
        CancellationToken ct
    )
    {
        var noted = await work.QueryAsync<MemberId>(
            """
            select distinct to_member from form_notes
            where session_id = @sessionId and coalesce(exercise, '') = @exercise and fault = @fault
                and from_member <> @sender and at_ms > @sinceMs
            """,
            new
            {
                sessionId,
                exercise = exercise ?? "",
                fault,
                sender,
                sinceMs = nowMs - DuplicateWindowMs,
            },
            ct
        );
        return noted.ToHashSet();
    }

    private static Dictionary<MemberId, string> NamesOf(IReadOnlyList<NameRow> rows) =>
        rows.GroupBy(row => row.MemberId).ToDictionary(group => group.Key, group => group.First().DisplayName);

    private sealed class NameRow
    {
        public MemberId MemberId { get; init; }

        public string DisplayName { get; init; } = "";
    }
}
