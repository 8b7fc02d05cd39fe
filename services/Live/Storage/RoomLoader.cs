using Microsoft.Extensions.Options;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Storage;

/// <summary>Loads a room from SQL when somebody first needs it.</summary>
internal sealed class RoomLoader(LiveDatabase database, RoomRegistry registry, IOptions<LiveOptions> options)
{
    private readonly SemaphoreSlim loading = new(1, 1);

    /// <summary>The room of a session, loaded and, when it never existed, created; null when there is no such
    /// session.</summary>
    public async Task<Room?> OpenAsync(SessionId sessionId, CancellationToken ct)
    {
        if (registry.FindLoaded(sessionId) is { } known)
            return known;

        await loading.WaitAsync(ct);
        try
        {
            return registry.FindLoaded(sessionId) ?? await LoadAsync(sessionId, ct);
        }
        finally
        {
            loading.Release();
        }
    }

    /// <summary>The recent part of a log.</summary>
    public async Task<CueLog> ReadLogAsync(SessionId sessionId, string epoch, CancellationToken ct)
    {
        var capacity = options.Value.MaxRecoveredCues;
        var log = new CueLog(epoch, capacity);
        foreach (var cue in (await CueRows.ReadLastAsync(database, sessionId, epoch, capacity, ct)).Reverse())
            log.Append(cue);
        return log;
    }

    private async Task<Room?> LoadAsync(SessionId sessionId, CancellationToken ct)
    {
        if (await RoomRows.ReadPlanAsync(database, sessionId, ct) is not { } plan)
            return null;

        var record = await RoomRows.ReadOrCreateAsync(database, sessionId, ct);
        var log = await ReadLogAsync(sessionId, record.Epoch, ct);
        var room = new Room(plan, record, log, await RoomRows.ReadRemovedAsync(database, sessionId, ct))
        {
            Video = await RoomRows.ReadVideoAsync(database, sessionId, ct),
        };
        registry.Add(room);

        // Changes of the plan reach the room from here on; one that was stored since the read above is adopted now.
        var newest = await RoomRows.ReadPlanAsync(database, sessionId, ct);
        using var locked = await room.LockAsync(ct);
        locked.Replan(newest!);
        return room;
    }
}
