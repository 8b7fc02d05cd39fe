using UpperBack.Live.Rooms;

namespace UpperBack.Live.Presence;

/// <summary>The part that reads the other nodes' leases.</summary>
internal sealed partial class PresenceLeases
{
    private async Task ReadOtherAsync(
        SessionId sessionId,
        RoomPeople people,
        string other,
        NodeEntry entry,
        CancellationToken ct
    )
    {
        if (entry.ExpiresAtMs <= clock.NowMs())
        {
            if (entry.ExpiresAtMs <= clock.NowMs() - DeadMs)
                await Redis.HashDeleteAsync(LiveKeys.Nodes(sessionId), other).WaitAsync(ct);
            return;
        }

        people.Renew(other, entry.ExpiresAtMs);
        if (people.VersionOf(other) is { } known)
        {
            if (known == entry.Version || await CatchUpAsync(sessionId, people, other, known, entry.Version, ct))
                return;
        }

        var all = await Redis.HashGetAllAsync(LiveKeys.Leases(sessionId, other)).WaitAsync(ct);
        people.Replace(
            other,
            entry.Version,
            entry.ExpiresAtMs,
            [.. all.Select(field => LeaseOf(field.Name.ToString(), field.Value.ToString())).OfType<PresenceLease>()]
        );
    }

    /// <summary>Adopts the changes since a version, when the journal still has all of them.</summary>
    private async Task<bool> CatchUpAsync(
        SessionId sessionId,
        RoomPeople people,
        string other,
        long known,
        long version,
        CancellationToken ct
    )
    {
        // Some may have been added since the entry was read.
        const int Reserve = 4;
        if (version < known || version - known > MaxJournal - Reserve)
            return false;

        var stored = await Redis
            .ListRangeAsync(LiveKeys.Changes(sessionId, other), known - version - Reserve, -1)
            .WaitAsync(ct);
        var news = stored
            .Select(text => LeaseChanges.Parse(text.ToString()))
            .OfType<LeaseChanges>()
            .Where(changes => changes.Version > known)
            .ToArray();
        if (
            news.Length < version - known
            || news[0].Version != known + 1
            || news.Any(changes => changes.Leases is null)
        )
            return false;

        foreach (var changes in news)
            people.Apply(other, changes.Version, changes.Leases!);
        return true;
    }

    private static PresenceLease? LeaseOf(string connectionId, string text) =>
        text.Split('|', 3) is [var member, var role, var name] && Guid.TryParse(member, out var id)
            ? new PresenceLease(connectionId, MemberId.From(id), role, name)
            : null;
}
