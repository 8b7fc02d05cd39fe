using System.Text.Json;
using NodaTime;
using UpperBack.Infrastructure.Data;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Storage;

/// <summary>The log's rows.</summary>
internal static class CueRows
{
    private const string Columns = $"""
        session_id as SessionId, epoch as Epoch, cue_offset as CueOffset, at_ms as AtMs, client_cue_id as ClientCueId,
        sent_by as SentBy,
        case when sent_by_name = '{CueDraft.Platform}' then sent_by_name
             else coalesce(members.display_name, sent_by_name) end as SentByName,
        content as Content, media_at_ms as MediaAtMs
        """;

    private const string From = "cues left join members on members.member_id = cues.sent_by";

    private const string FindOfAnybody = $"""
        select {Columns} from {From}
        where session_id = @sessionId and epoch = @epoch and client_cue_id = @clientCueId
        """;

    // Each cue is looked for before it is stored: by the sender too it takes an index, however long the log is.
    private const string FindOfSender = $"{FindOfAnybody} and sent_by = @sender";

    public static Task InsertAsync(UnitOfWork work, Cue cue, CancellationToken ct) =>
        work.ExecuteAsync(
            """
            insert into cues
                (session_id, epoch, cue_offset, at_ms, client_cue_id, sent_by, sent_by_name, content, media_at_ms)
            values
                (@SessionId, @Epoch, @Offset, @AtMs, @ClientCueId, @SentBy, @SentByName, @Content, @MediaAtMs)
            """,
            new
            {
                cue.SessionId,
                cue.Epoch,
                cue.Offset,
                cue.AtMs,
                cue.ClientCueId,
                cue.SentBy,
                cue.SentByName,
                Content = JsonSerializer.Serialize(cue.Content, LiveJson.Options),
                cue.MediaAtMs,
            },
            ct
        );

    /// <summary>The newest cues, newest first.</summary>
    public static async Task<IReadOnlyList<Cue>> ReadLastAsync(
        LiveDatabase database,
        SessionId sessionId,
        string epoch,
        int limit,
        CancellationToken ct
    ) =>
        Map(
            await database.QueryAsync<CueRow>(
                $"""
                select {Columns} from {From} where session_id = @sessionId and epoch = @epoch
                order by cue_offset desc limit @limit
                """,
                new
                {
                    sessionId,
                    epoch,
                    limit,
                },
                ct
            )
        );

    /// <summary>Cues after an offset, oldest first.</summary>
    public static async Task<IReadOnlyList<Cue>> ReadAfterAsync(
        LiveDatabase database,
        SessionId sessionId,
        string epoch,
        long after,
        int limit,
        CancellationToken ct
    ) =>
        Map(
            await database.QueryAsync<CueRow>(
                $"""
                select {Columns} from {From}
                where session_id = @sessionId and epoch = @epoch and cue_offset > @after
                order by cue_offset limit @limit
                """,
                new
                {
                    sessionId,
                    epoch,
                    after,
                    limit,
                },
                ct
            )
        );

    /// <summary>The cue with this sender's id, or null; a prepared cue is the same whoever sent it.</summary>
    public static async Task<Cue?> FindAsync(
        UnitOfWork work,
        SessionId sessionId,
        string epoch,
        MemberId sender,
        string clientCueId,
        CancellationToken ct
    ) =>
        Map(
                await work.QueryAsync<CueRow>(
                    PreparedCues.IsId(clientCueId) ? FindOfAnybody : FindOfSender,
                    new
                    {
                        sessionId,
                        epoch,
                        sender,
                        clientCueId,
                    },
                    ct
                )
            )
            .SingleOrDefault();

    /// <summary>Where the log ends, within the transaction that will append.</summary>
    public static Task<StoredEnd?> ReadEndAsync(UnitOfWork work, SessionId sessionId, CancellationToken ct) =>
        work.QueryFirstOrDefaultAsync<StoredEnd>(
            """
            select rooms.epoch as Epoch, rooms.lead as LeaderEpoch, rooms.prepared_since is not null as SendsPrepared,
                   coalesce(cues.cue_offset, 0) as CueOffset, coalesce(cues.at_ms, 0) as AtMs
            from rooms
            left join cues on cues.session_id = rooms.session_id and cues.epoch = rooms.epoch and cues.cue_offset = (
                select max(cue_offset) from cues newest
                where newest.session_id = rooms.session_id and newest.epoch = rooms.epoch)
            where rooms.session_id = @sessionId
            """,
            new { sessionId },
            ct
        );

    /// <summary>Where the log ends.</summary>
    public static async Task<StoredHead> ReadHeadAsync(
        LiveDatabase database,
        SessionId sessionId,
        CancellationToken ct
    ) => (await ReadHeadsAsync(database, [sessionId], ct))[sessionId];

    /// <summary>Where the logs of several rooms end; a room that was never opened is left out.</summary>
    public static async Task<IReadOnlyDictionary<SessionId, StoredHead>> ReadHeadsAsync(
        LiveDatabase database,
        IReadOnlyCollection<SessionId> sessions,
        CancellationToken ct
    )
    {
        var heads = await database.QueryAsync<StoredHead>(
            $"""
            select session_id as SessionId, epoch as Epoch, lead as LeaderEpoch, lead_member as LeadMember,
                   members.display_name as LeadName, lead_connection as LeadConnection,
                   prepared_since as PreparedSince, leaderless_since as LeaderlessSince,
                   coalesce((select max(cue_offset) from cues
                       where cues.session_id = rooms.session_id and cues.epoch = rooms.epoch), 0) as Head
            from rooms left join members on members.member_id = rooms.lead_member
            where {database.Dialect.In("session_id", "ids")}
            """,
            new { ids = database.Dialect.Ids(sessions) },
            ct
        );
        return heads.ToDictionary(head => head.SessionId);
    }

    private static List<Cue> Map(IReadOnlyList<CueRow> rows) =>
        [
            .. rows.Select(row => new Cue(
                row.SessionId,
                row.Epoch,
                row.CueOffset,
                row.AtMs,
                row.ClientCueId,
                row.SentBy,
                row.SentByName,
                JsonSerializer.Deserialize<CueContent>(row.Content, LiveJson.Options)!,
                row.MediaAtMs ?? row.AtMs
            )),
        ];

    private sealed class CueRow
    {
        public SessionId SessionId { get; init; }

        public string Epoch { get; init; } = "";

        public long CueOffset { get; init; }

        public long AtMs { get; init; }

        public string ClientCueId { get; init; } = "";

        public MemberId SentBy { get; init; }

        public string SentByName { get; init; } = "";

        public string Content { get; init; } = "";

        // Null in rows from before cues had a media time of their own.
        public long? MediaAtMs { get; init; }
    }
}

/// <summary>Where a room's stored log ends, within the transaction that will append.</summary>
internal sealed class StoredEnd
{
    public string Epoch { get; init; } = "";

    public long LeaderEpoch { get; init; }

    public bool SendsPrepared { get; init; }

    public long CueOffset { get; init; }

    public long AtMs { get; init; }
}

/// <summary>Where a room's stored log ends, and who leads.</summary>
internal sealed class StoredHead
{
    public SessionId SessionId { get; init; }

    public string Epoch { get; init; } = "";

    public long Head { get; init; }

    public long LeaderEpoch { get; init; }

    public MemberId? LeadMember { get; init; }

    public string? LeadName { get; init; }

    public string? LeadConnection { get; init; }

    public Instant? PreparedSince { get; init; }

    public Instant? LeaderlessSince { get; init; }

    public Leading ToLeading() => new(LeaderEpoch, LeadMember, LeadName, LeadConnection, PreparedSince);
}
