namespace UpperBack.Contracts.Live;

/// <summary>This node is about to stop. A client that connects again at the time it was given finds another one;
/// without it, it is disconnected somewhat later and comes back by itself.</summary>
/// <param name="AfterMs">Milliseconds from now at which to disconnect, connect again and join with the last position;
/// differs for each connection, so that they do not all come at once.</param>
public sealed record ReconnectNotice(long AfterMs);
