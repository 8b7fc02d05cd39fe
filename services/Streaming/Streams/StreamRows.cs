using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Streaming.Storage;

namespace UpperBack.Streaming.Streams;

/// <summary>Streams as rows.</summary>
internal static class StreamRows
{
    /// <summary>The encoder was away.</summary>
    public const string EncoderLost = "encoder-lost";

    /// <summary>The encoder was there, but more than a second of video was missing.</summary>
    public const string FramesMissing = "frames-missing";

    /// <summary>It was live, but could not be stored: only the recording lacks it.</summary>
    public const string NotRecorded = "not-recorded";

    public static async Task<StoredStream> ReadAsync(
        StreamingDatabase database,
        SessionId sessionId,
        CancellationToken ct
    )
    {
        var row = await database.QueryFirstOrDefaultAsync<StreamRow>(
            """
            select status as Status, revision as Revision, started_ms as StartedMs, broken_ms as BrokenMs,
                   ended_ms as EndedMs, offset_ms as OffsetMs, recording as Recording, missing as Missing,
                   recording_gone as RecordingGone
            from streams where session_id = @sessionId
            """,
            new { sessionId },
            ct
        );
        var encoderSessions = await database.QueryAsync<EncoderSessionRow>(
            "select take as EncoderSession, source as Source from takes where session_id = @sessionId",
            new { sessionId },
            ct
        );
        return new StoredStream(
            row is null
                ? StreamState.None
                : new StreamState(
                    Status: row.Status,
                    Revision: row.Revision,
                    StartedMs: row.StartedMs,
                    BrokenMs: row.BrokenMs,
                    EndedMs: row.EndedMs,
                    OffsetMs: row.OffsetMs,
                    Recording: row.Recording,
                    Missing: row.Missing,
                    RecordingGone: row.RecordingGone
                ),
            encoderSessions.ToDictionary(each => each.EncoderSession, each => each.Source),
            await RecordingRows.ReadInitsAsync(database, sessionId, ct),
            await RecordingRows.ReadAsync(database, sessionId, ct)
        );
    }

    /// <summary>Stores the state, and what belongs to it; a changed status is published.</summary>
    public static async Task SaveAsync(
        StreamingDatabase database,
        SessionId sessionId,
        StreamState before,
        StreamState state,
        Func<UnitOfWork, Task>? also,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (also is not null)
            await also(work);
        await work.ExecuteAsync(
            """
            insert into streams (session_id, status, revision, started_ms, broken_ms, ended_ms, offset_ms,
                recording, missing, recording_gone)
            values (@sessionId, @Status, @Revision, @StartedMs, @BrokenMs, @EndedMs, @OffsetMs,
                @Recording, @Missing, @RecordingGone)
            on conflict (session_id) do update set
                status = excluded.status, revision = excluded.revision, started_ms = excluded.started_ms,
                broken_ms = excluded.broken_ms, ended_ms = excluded.ended_ms, offset_ms = excluded.offset_ms,
                recording = excluded.recording, missing = excluded.missing, recording_gone = excluded.recording_gone
            """,
            new
            {
                sessionId,
                state.Status,
                state.Revision,
                state.StartedMs,
                state.BrokenMs,
                state.EndedMs,
                state.OffsetMs,
                state.Recording,
                state.Missing,
                state.RecordingGone,
            },
            ct
        );
        if (state.Revision != before.Revision)
            work.Publish(
                new StreamChanged(sessionId, state.Revision, state.Status, work.Now.ToDateTimeOffset(), state.Missing)
            );
        await work.CommitAsync(ct);
    }

    public static Task<int> AddEncoderSessionAsync(
        StreamingDatabase database,
        SessionId sessionId,
        int encoderSession,
        string source,
        CancellationToken ct
    ) =>
        database.InBatchAsync(
            (work, token) =>
                work.ExecuteAsync(
                    """
                    insert into takes (session_id, take, source, begun_at)
                    values (@sessionId, @encoderSession, @source, @Now)
                    """,
                    new
                    {
                        sessionId,
                        encoderSession,
                        source,
                        work.Now,
                    },
                    token
                ),
            ct
        );

    public static Task<int> AddGapAsync(
        StreamingDatabase database,
        SessionId sessionId,
        long fromMs,
        long toMs,
        string reason,
        CancellationToken ct
    ) =>
        database.InBatchAsync(
            (work, token) =>
                work.ExecuteAsync(
                    """
                    insert into stream_gaps (session_id, from_ms, to_ms, reason)
                    values (@sessionId, @fromMs, @toMs, @reason)
                    on conflict (session_id, from_ms, reason) do update set to_ms = excluded.to_ms
                    """,
                    new
                    {
                        sessionId,
                        fromMs,
                        toMs,
                        reason,
                    },
                    token
                ),
            ct
        );

    private sealed class StreamRow
    {
        public string Status { get; init; } = "";

        public long Revision { get; init; }

        public long? StartedMs { get; init; }

        public long? BrokenMs { get; init; }

        public long? EndedMs { get; init; }

        public long OffsetMs { get; init; }

        public int Recording { get; init; }

        public string? Missing { get; init; }

        public string? RecordingGone { get; init; }
    }

    private sealed class EncoderSessionRow
    {
        public int EncoderSession { get; init; }

        public string Source { get; init; } = "";
    }
}

/// <summary>What rows say about a stream.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Sources">Where each encoder session came from.</param>
/// <param name="Inits">What each rendition's encoder sessions begin with.</param>
/// <param name="Recordings">What is recorded of each rendition.</param>
internal sealed record StoredStream(
    StreamState State,
    IReadOnlyDictionary<int, string> Sources,
    ILookup<string, EncoderSessionInit> Inits,
    IReadOnlyDictionary<string, RecordingIndex> Recordings
)
{
    /// <summary>Number of the newest encoder session; 0 when there was none.</summary>
    public int LastEncoderSession => Sources.Count == 0 ? 0 : Sources.Keys.Max();

    public IReadOnlyList<EncoderSessionInit> InitsOf(string rendition) => [.. Inits[rendition]];
}
