namespace UpperBack.Streaming.Keys;

/// <summary>Stream keys as rows.</summary>
internal static class StreamKeyRows
{
    /// <summary>The session that a key is for; null when it is wrong or was revoked.</summary>
    public static async Task<SessionId?> FindSessionAsync(StreamingDatabase database, string key, CancellationToken ct)
    {
        var row = await database.QueryFirstOrDefaultAsync<KeyRow>(
            """
            select session_id as SessionId, secret_hash as SecretHash
            from stream_keys where key_id = @id and revoked_at is null
            """,
            new { id = StreamKey.IdOf(key) },
            ct
        );
        return StreamKey.IsRight(key, row?.SecretHash) ? row!.SessionId : null;
    }

    /// <summary>Revokes a key. Of another session's, or of one that was revoked already, nothing changes.</summary>
    public static async Task RevokeAsync(
        StreamingDatabase database,
        SessionId sessionId,
        string keyId,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            """
            update stream_keys set revoked_at = @Now
            where key_id = @keyId and session_id = @sessionId and revoked_at is null
            """,
            new
            {
                work.Now,
                keyId,
                sessionId,
            },
            ct
        );
        await work.CommitAsync(ct);
    }

    private sealed class KeyRow
    {
        public SessionId SessionId { get; init; }

        public string SecretHash { get; init; } = "";
    }
}
