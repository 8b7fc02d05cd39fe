using UpperBack.Live.Rooms;

namespace UpperBack.Live.Storage;

/// <summary>Reactions as they are stored: how many of each during each step, on all nodes together.</summary>
internal sealed class ReactionRows(LiveDatabase database)
{
    /// <summary>Adds what this node counted. It is not cancelled: what was drained from memory is stored.</summary>
    public Task AddAsync(SessionId sessionId, IReadOnlyDictionary<StepReaction, int> counts) =>
        counts.Count == 0
            ? Task.CompletedTask
            : database.InBatchAsync(
                async (work, token) =>
                {
                    // In the same order on all nodes, or they could deadlock on each other's rows.
                    foreach (
                        var (reaction, count) in counts
                            .OrderBy(entry => entry.Key.StepIndex)
                            .ThenBy(entry => entry.Key.Reaction, StringComparer.Ordinal)
                    )
                    {
                        await work.ExecuteAsync(
                            """
                            insert into reactions (session_id, step_index, reaction, reacted)
                            values (@sessionId, @StepIndex, @Reaction, @count)
                            on conflict (session_id, step_index, reaction) do update set
                                reacted = reactions.reacted + excluded.reacted
                            """,
                            new
                            {
                                sessionId,
                                reaction.StepIndex,
                                reaction.Reaction,
                                count,
                            },
                            token
                        );
                    }

                    return true;
                },
                CancellationToken.None
            );

    /// <summary>The counts of a session, by step and then by reaction.</summary>
    public Task<IReadOnlyList<ReactionRow>> ReadAsync(SessionId sessionId, CancellationToken ct) =>
        database.QueryAsync<ReactionRow>(
            """
            select step_index as StepIndex, reaction as Reaction, reacted as Reacted
            from reactions where session_id = @sessionId order by step_index, reaction
            """,
            new { sessionId },
            ct
        );

    internal sealed class ReactionRow
    {
        public int StepIndex { get; init; }

        public string Reaction { get; init; } = "";

        public long Reacted { get; init; }
    }
}
