namespace UpperBack.Live;

/// <summary>How rooms behave.</summary>
public sealed class LiveOptions : ICheckedOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Live";

    private const string Direct = "direct";
    private const string Stock = "stock";

    /// <summary>Minutes before the planned start at which a room opens.</summary>
    public int OpenBeforeMinutes { get; set; } = 15;

    /// <summary>Minutes after the class at which its room closes.</summary>
    public int CloseAfterMinutes { get; set; } = 15;

    /// <summary>Minutes after the planned end at which a class that nobody ended is ended.</summary>
    public int OverrunMinutes { get; set; } = 60;

    /// <summary>Minutes after which a class ends by itself when no leader is connected and there is no
    /// video.</summary>
    public int LeaderlessMinutes { get; set; } = 10;

    /// <summary>The most cues that a client is sent when it joins or comes back; one that missed more is told to
    /// resync.</summary>
    public int MaxRecoveredCues { get; set; } = 2000;

    /// <summary>Messages that may be queued for one connection; a slower reader is disconnected and resumes from the
    /// log.</summary>
    public int MaxQueuedMessages { get; set; } = 4096;

    /// <summary>How messages reach the connections of the hub: <c>direct</c> writes what a room is sent once and gives
    /// it to their sockets, where those are WebSockets without TLS of this process; <c>stock</c> lets SignalR write it
    /// to each.</summary>
    public string FanOut { get; set; } = Direct;

    /// <summary>People in a room above which it shows a count and friends instead of a list.</summary>
    public int PresenceListLimit { get; set; } = 200;

    /// <summary>Seconds a connection's presence lasts without being renewed; the presence of a node that dies ends with
    /// it.</summary>
    // mutation presence-node: public int PresenceLeaseSeconds { get; set; } = 60;
    public int PresenceLeaseSeconds { get; set; } = 12;

    /// <summary>Hub calls a second that one connection may make in the long run; all connections of one member
    /// together, three times as many.</summary>
    public int CallsPerSecond { get; set; } = 20;

    /// <summary>How often in a minute one member may join rooms, reconnecting included; half of it may be at
    /// once.</summary>
    public int JoinsPerMinute { get; set; } = 120;

    /// <summary>Connections to the live hub that one member may have on one node, as tabs and devices; 0 for no
    /// limit.</summary>
    public int ConnectionsPerMember { get; set; } = 20;

    /// <summary>Connections to the live hub from one address (IPv6: one /64) on one node. Everybody in a school or an
    /// office may have the same address; 0 for no limit.</summary>
    public int ConnectionsPerAddress { get; set; } = 1000;

    /// <summary>Seconds within which a node that stops sends its connections to others, 0 to 60.</summary>
    public int DrainSeconds { get; set; } = 5;

    /// <summary>Whether members may share their picture with the leaders of their class.</summary>
    public bool MirrorEnabled { get; set; } = true;

    /// <summary>Members who may share their picture in one class at the same time.</summary>
    public int MirrorSeats { get; set; } = 30;

    /// <summary>Kilobits a second of a member's small picture.</summary>
    public int MirrorTileKbps { get; set; } = 30;

    /// <summary>Small pictures a second.</summary>
    public int MirrorTileFramesPerSecond { get; set; } = 4;

    /// <summary>Kilobits a second of the larger picture, which is sent while a leader looks in on its member.</summary>
    public int MirrorLookInKbps { get; set; } = 150;

    /// <summary>Larger pictures a second.</summary>
    public int MirrorLookInFramesPerSecond { get; set; } = 12;

    /// <summary>Kilobits a second of all pictures that one class sends to its leaders; what is more is left
    /// out.</summary>
    public int MirrorClassKbps { get; set; } = 20_000;

    internal bool SendsDirectly => FanOut == Direct;

    /// <inheritdoc/>
    public IEnumerable<string> FindErrors()
    {
        (string Name, int Value, int Min, int Max)[] bounds =
        [
            (nameof(OpenBeforeMinutes), OpenBeforeMinutes, 0, 240),
            (nameof(CloseAfterMinutes), CloseAfterMinutes, 0, 240),
            (nameof(OverrunMinutes), OverrunMinutes, 5, 600),
            (nameof(LeaderlessMinutes), LeaderlessMinutes, 1, 240),
            (nameof(MaxRecoveredCues), MaxRecoveredCues, 10, 100_000),
            (nameof(MaxQueuedMessages), MaxQueuedMessages, 64, 100_000),
            (nameof(PresenceListLimit), PresenceListLimit, 1, 1000),
            (nameof(PresenceLeaseSeconds), PresenceLeaseSeconds, 5, 300),
            (nameof(CallsPerSecond), CallsPerSecond, 5, 1000),
            (nameof(JoinsPerMinute), JoinsPerMinute, 10, 100_000),
            (nameof(ConnectionsPerMember), ConnectionsPerMember, 0, 100_000),
            (nameof(ConnectionsPerAddress), ConnectionsPerAddress, 0, 1_000_000),
            (nameof(DrainSeconds), DrainSeconds, 0, 60),
            (nameof(MirrorSeats), MirrorSeats, 1, 500),
            (nameof(MirrorTileKbps), MirrorTileKbps, 10, 500),
            (nameof(MirrorTileFramesPerSecond), MirrorTileFramesPerSecond, 1, 15),
            (nameof(MirrorLookInKbps), MirrorLookInKbps, 20, 2000),
            (nameof(MirrorLookInFramesPerSecond), MirrorLookInFramesPerSecond, 1, 30),
            (nameof(MirrorClassKbps), MirrorClassKbps, 100, 10_000_000),
        ];
        var fanOut = FanOut is Direct or Stock
            ? (string[])[]
            : [$"{Section}:{nameof(FanOut)} is {FanOut}, but must be {Direct} or {Stock}."];
        return bounds
            .Where(b => b.Value < b.Min || b.Value > b.Max)
            .Select(b => $"{Section}:{b.Name} is {b.Value}, but must be from {b.Min} to {b.Max}.")
            .Concat(fanOut);
    }
}
