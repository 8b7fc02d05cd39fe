namespace UpperBack.Live.Storage;

/// <summary>Raised hands, stored so that neither a reload nor a restart lowers one.</summary>
internal static class HandRows
{
    private const string Select = """
        select raised_hands.member_id as MemberId,
               coalesce(members.display_name, raised_hands.display_name) as DisplayName,
               raised_at_ms as RaisedAtMs
        from raised_hands left join members on members.member_id = raised_hands.member_id
        where session_id = @sessionId
        """;
    private const string Order = "order by raised_at_ms, raised_hands.member_id limit 500";

    /// <summary>All hands of a room, oldest first.</summary>
    public static async Task<RaisedHands> ReadAsync(LiveDatabase database, SessionId sessionId, CancellationToken ct) =>
        new(sessionId, Map(await database.QueryAsync<HandRow>($"{Select} {Order}", new { sessionId }, ct)));

    /// <summary>Those of some members.</summary>
    public static async Task<IReadOnlyList<RaisedHand>> ReadAsync(
        LiveDatabase database,
        SessionId sessionId,
        IReadOnlyCollection<MemberId> members,
        CancellationToken ct
    ) =>
        Map(
            await database.QueryAsync<HandRow>(
                $"{Select} and {database.Dialect.In("raised_hands.member_id", "ids")} {Order}",
                new { sessionId, ids = database.Dialect.Ids(members) },
                ct
            )
        );

    private static List<RaisedHand> Map(IEnumerable<HandRow> rows) =>
        [.. rows.Select(row => new RaisedHand(row.MemberId, row.DisplayName, row.RaisedAtMs))];

    public static Task<int> RaiseAsync(
        LiveDatabase database,
        SessionId sessionId,
        MemberId member,
        string displayName,
        long nowMs,
        CancellationToken ct
    ) =>
        database.InBatchAsync(
            (work, token) =>
                work.ExecuteAsync(
                    """
                    insert into raised_hands (session_id, member_id, display_name, raised_at_ms)
                    values (@sessionId, @member, @displayName, @nowMs)
                    on conflict (session_id, member_id) do nothing
                    """,
                    new
                    {
                        sessionId,
                        member,
                        displayName,
                        nowMs,
                    },
                    token
                ),
            ct
        );

    public static Task<int> LowerAsync(
        LiveDatabase database,
        SessionId sessionId,
        MemberId member,
        CancellationToken ct
    ) =>
        database.InBatchAsync(
            (work, token) =>
                work.ExecuteAsync(
                    "delete from raised_hands where session_id = @sessionId and member_id = @member",
                    new { sessionId, member },
                    token
                ),
            ct
        );

    private sealed class HandRow
    {
        public MemberId MemberId { get; init; }

        public string DisplayName { get; init; } = "";

        public long RaisedAtMs { get; init; }
    }
}
