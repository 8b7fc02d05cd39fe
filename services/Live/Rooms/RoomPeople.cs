namespace UpperBack.Live.Rooms;

/// <summary>Who is in a room: the connections of this node, and those of the others as far as this one has heard of
/// them. Whoever asks is answered from memory, and what it costs grows with what is asked or changed, not with how many
/// are here. Safe by itself.</summary>
internal sealed partial class RoomPeople
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, Held> leases = [];
    private readonly Dictionary<MemberId, Person> people = [];
    private readonly HashSet<MemberId> leaders = [];
    private readonly Dictionary<string, PresenceLease?> unwritten = [];

    // Whoever changed since the last difference, and whether everybody was shown them.
    private Dictionary<MemberId, bool> touched = [];
    private Dictionary<MemberId, bool> sentBefore = [];
    private bool wasShown;
    private bool wasShownBefore;

    /// <summary>People, however many connections each has.</summary>
    public int Count
    {
        get
        {
            lock (changing)
                return people.Count;
        }
    }

    /// <summary>True while this node's own connections changed and the other nodes were not told.</summary>
    public bool HasUnwritten
    {
        get
        {
            lock (changing)
                return unwritten.Count > 0;
        }
    }

    /// <summary>Whether a connection is here, on whichever node.</summary>
    public bool Has(string? connectionId)
    {
        lock (changing)
            return connectionId is not null && leases.ContainsKey(connectionId);
    }

    /// <summary>A connection of this node came.</summary>
    public void Take(PresenceLease lease)
    {
        lock (changing)
        {
            Add(lease, null);
            unwritten[lease.ConnectionId] = lease;
        }
    }

    /// <summary>A connection of this node has another role or name, unless it left.</summary>
    public void Change(PresenceLease lease)
    {
        lock (changing)
        {
            if (IsHeldBy(null, lease.ConnectionId))
                Take(lease);
        }
    }

    /// <summary>A connection of this node left.</summary>
    /// <returns>False when it was not here.</returns>
    public bool Return(string connectionId)
    {
        lock (changing)
        {
            if (!IsHeldBy(null, connectionId))
                return false;

            Remove(connectionId);
            unwritten[connectionId] = null;
            return true;
        }
    }

    /// <summary>A member has another name; each node says so of its own connections.</summary>
    public void Rename(MemberId member, string name)
    {
        lock (changing)
        {
            foreach (var id in people.GetValueOrDefault(member)?.Connections.ToArray() ?? [])
            {
                var held = leases[id];
                Add(held.Lease with { DisplayName = name }, held.Node);
                if (held.Node is null)
                    unwritten[id] = leases[id].Lease;
            }
        }
    }

    /// <summary>The room as somebody who joins is shown it: everybody, or in a crowd the leaders and their
    /// friends.</summary>
    /// <param name="friends">Theirs.</param>
    /// <param name="listLimit">How many people are still listed.</param>
    public PresenceSnapshot Show(IReadOnlySet<MemberId> friends, int listLimit)
    {
        lock (changing)
        {
            wasShown = true;
            var isListed = people.Count <= listLimit;
            var shown = isListed ? people.Keys : leaders.Union(friends.Where(people.ContainsKey));
            return new PresenceSnapshot(people.Count, isListed, [.. shown.Select(Name)]);
        }
    }

    /// <summary>Everybody, or in a crowd the leaders: for those whose list starts anew.</summary>
    public IReadOnlyList<RoomMember> ShowAgain(bool isListed)
    {
        lock (changing)
            return [.. (isListed ? people.Keys : leaders.AsEnumerable()).Select(Name)];
    }

    /// <summary>Members of these who are here.</summary>
    public IReadOnlyList<RoomMember> Find(IEnumerable<MemberId> members)
    {
        lock (changing)
            return [.. members.Where(people.ContainsKey).Select(Name)];
    }

    /// <summary>Takes what changed since the last call. What was taken then is in it once more when somebody joined
    /// meanwhile: it may have overtaken their join result.</summary>
    public PeopleChanges DrainChanges()
    {
        lock (changing)
        {
            var all = new Dictionary<MemberId, bool>(touched);
            if (wasShown || wasShownBefore)
            {
                foreach (var (member, wasLeader) in sentBefore)
                    all[member] = wasLeader || all.GetValueOrDefault(member);
            }

            (sentBefore, touched) = (touched, []);
            (wasShownBefore, wasShown) = (wasShown, false);
            return new PeopleChanges(
                people.Count,
                [
                    .. all.Select(one => new PersonChange(
                        one.Key,
                        people.ContainsKey(one.Key) ? Name(one.Key) : null,
                        one.Value
                    )),
                ]
            );
        }
    }

    /// <summary>Takes what changed of this node's connections since the last call: their leases now, null for those
    /// that left.</summary>
    public IReadOnlyDictionary<string, PresenceLease?> DrainUnwritten()
    {
        lock (changing)
        {
            var all = new Dictionary<string, PresenceLease?>(unwritten);
            unwritten.Clear();
            return all;
        }
    }

    /// <summary>The leases of this node's own connections.</summary>
    public IReadOnlyList<PresenceLease> ReadOwn()
    {
        lock (changing)
            return [.. leases.Values.Where(held => held.Node is null).Select(held => held.Lease)];
    }

    /// <summary>Those of them that are no participants'.</summary>
    public IReadOnlyList<PresenceLease> ReadOwnLeaders()
    {
        lock (changing)
            return
            [
                .. leaders
                    .SelectMany(member => people[member].Connections)
                    .Select(id => leases[id])
                    .Where(held => held.Node is null)
                    .Select(held => held.Lease),
            ];
    }

    private void Add(PresenceLease lease, OtherNode? node)
    {
        if (leases.TryGetValue(lease.ConnectionId, out var before))
        {
            if (before == new Held(lease, node))
                return;
            before.Node?.Connections.Remove(lease.ConnectionId);
            if (before.Lease.Member != lease.Member)
                Remove(lease.ConnectionId);
        }

        leases[lease.ConnectionId] = new Held(lease, node);
        node?.Connections.Add(lease.ConnectionId);
        if (!people.TryGetValue(lease.Member, out var person))
            people[lease.Member] = person = new Person();
        if (!person.Connections.Contains(lease.ConnectionId))
            person.Connections.Add(lease.ConnectionId);
        if ((person.Role, person.DisplayName) == (lease.Role, lease.DisplayName))
            return;

        Touch(lease.Member);
        (person.Role, person.DisplayName) = (lease.Role, lease.DisplayName);
        if (lease.Role == RoomRoles.Participant)
            leaders.Remove(lease.Member);
        else
            leaders.Add(lease.Member);
        Touch(lease.Member);
    }

    private void Remove(string connectionId)
    {
        if (!leases.Remove(connectionId, out var held))
            return;

        held.Node?.Connections.Remove(connectionId);
        var member = held.Lease.Member;
        var person = people[member];
        person.Connections.Remove(connectionId);
        if (person.Connections.Count > 0)
            return;

        Touch(member);
        people.Remove(member);
        leaders.Remove(member);
    }

    private void Touch(MemberId member) =>
        touched[member] = touched.GetValueOrDefault(member) || leaders.Contains(member);

    private RoomMember Name(MemberId member) => new(member, people[member].DisplayName, people[member].Role);

    private readonly record struct Held(PresenceLease Lease, OtherNode? Node);

    private sealed class Person
    {
        public string Role { get; set; } = "";

        public string DisplayName { get; set; } = "";

        public List<string> Connections { get; } = new(1);
    }
}
