namespace UpperBack.Streaming.Storage;

/// <summary>What is recorded, as rows. A row is there only when its object is.</summary>
internal static class RecordingRows
{
    public static async Task<ILookup<string, EncoderSessionInit>> ReadInitsAsync(
        StreamingDatabase database,
        SessionId sessionId,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<InitRow>(
            """
            select rendition as Rendition, take as EncoderSession, codecs as Codecs, width as Width, height as Height,
                   init_base64 as InitBase64
            from inits where session_id = @sessionId
            """,
            new { sessionId },
            ct
        );
        return rows.ToLookup(
            row => row.Rendition,
            row => new EncoderSessionInit(
                row.EncoderSession,
                row.Codecs,
                row.Width,
                row.Height,
                Convert.FromBase64String(row.InitBase64)
            )
        );
    }

    public static async Task<IReadOnlyDictionary<string, RecordingIndex>> ReadAsync(
        StreamingDatabase database,
        SessionId sessionId,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<SegmentRow>(
            """
            select rendition as Rendition, msn as Number, take as EncoderSession, start_seconds as StartSeconds,
                   duration_seconds as DurationSeconds, pdt_ms as PdtMs, bytes as Bytes,
                   is_discontinuity as IsDiscontinuity, run as Run, discontinuities as Discontinuities
            from segments where session_id = @sessionId order by rendition, msn
            """,
            new { sessionId },
            ct
        );
        return rows.GroupBy(row => row.Rendition)
            .ToDictionary(rows => rows.Key, rows => new RecordingIndex(Read(rows)));
    }

    /// <summary>Adds a segment, and what its encoder session begins with when it is the encoder session's
    /// first.</summary>
    public static Task<int> AddAsync(
        StreamingDatabase database,
        SessionId sessionId,
        string rendition,
        EncoderSessionInit init,
        RecordedSegment segment,
        CancellationToken ct
    ) =>
        database.InBatchAsync(
            async (work, token) =>
            {
                await work.ExecuteAsync(
                    """
                    insert into inits (session_id, rendition, take, codecs, width, height, init_base64)
                    values (@sessionId, @rendition, @EncoderSession, @Codecs, @Width, @Height, @initBase64)
                    on conflict (session_id, rendition, take) do nothing
                    """,
                    new
                    {
                        sessionId,
                        rendition,
                        init.EncoderSession,
                        init.Codecs,
                        init.Width,
                        init.Height,
                        initBase64 = Convert.ToBase64String(init.Bytes.Span),
                    },
                    token
                );
                return await work.ExecuteAsync(
                    """
                    insert into segments (session_id, rendition, msn, take, start_seconds, duration_seconds, pdt_ms,
                        bytes, is_discontinuity, run, discontinuities)
                    values (@sessionId, @rendition, @Number, @EncoderSession, @StartSeconds, @DurationSeconds, @PdtMs,
                        @Bytes, @IsDiscontinuity, @Run, @Discontinuities)
                    on conflict (session_id, rendition, msn) do nothing
                    """,
                    new
                    {
                        sessionId,
                        rendition,
                        segment.Number,
                        segment.EncoderSession,
                        segment.StartSeconds,
                        segment.DurationSeconds,
                        segment.PdtMs,
                        segment.Bytes,
                        segment.IsDiscontinuity,
                        segment.Run,
                        segment.Discontinuities,
                    },
                    token
                );
            },
            ct
        );

    /// <summary>An earlier version did not store how many discontinuities there were: those it shows are
    /// counted.</summary>
    private static IEnumerable<RecordedSegment> Read(IEnumerable<SegmentRow> rows)
    {
        var before = default(RecordedSegment);
        foreach (var row in rows)
        {
            var counted =
                (before?.Discontinuities ?? 0)
                + (before is not null && (row.IsDiscontinuity || row.EncoderSession != before.EncoderSession) ? 1 : 0);
            yield return before = row.ToSegment(row.Run == 0 ? counted : row.Discontinuities);
        }
    }

    private sealed class InitRow
    {
        public string Rendition { get; init; } = "";

        public int EncoderSession { get; init; }

        public string Codecs { get; init; } = "";

        public int Width { get; init; }

        public int Height { get; init; }

        public string InitBase64 { get; init; } = "";
    }

    private sealed class SegmentRow
    {
        public string Rendition { get; init; } = "";

        public long Number { get; init; }

        public int EncoderSession { get; init; }

        public double StartSeconds { get; init; }

        public double DurationSeconds { get; init; }

        public double PdtMs { get; init; }

        public long Bytes { get; init; }

        public bool IsDiscontinuity { get; init; }

        public int Run { get; init; }

        public long Discontinuities { get; init; }

        public RecordedSegment ToSegment(long discontinuities) =>
            new(
                Number: Number,
                EncoderSession: EncoderSession,
                StartSeconds: StartSeconds,
                DurationSeconds: DurationSeconds,
                PdtMs: PdtMs,
                Bytes: Bytes,
                IsDiscontinuity: IsDiscontinuity,
                Run: Run,
                Discontinuities: discontinuities
            );
    }
}
