using System.Net;
using Microsoft.Extensions.Options;
using UpperBack.Live.Sending;

namespace UpperBack.Live.Hub;

/// <summary>Limits the connections of one member, and from one address, on this node. A place is taken before the
/// framework sets a connection up, and released when it ends: each connection costs memory and a share of every
/// fan-out.</summary>
internal sealed class ConnectionPlaces(IOptions<LiveOptions> options, ILogger<ConnectionPlaces> log)
{
    public const string Refusal =
        "This account is in the live room in too many places. Close a tab or a device where you do not need it.";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, int> taken = [];

    /// <summary>Takes a place; disposing it releases it.</summary>
    /// <returns>Null when there is none left.</returns>
    public IDisposable? TryTake(MemberId member, IPAddress? address)
    {
        var (byMember, byAddress) = (member.ToString(), ClientAddress.GroupOf(address));
        lock (taken)
        {
            if (
                IsFull(byMember, options.Value.ConnectionsPerMember)
                || IsFull(byAddress, options.Value.ConnectionsPerAddress)
            )
            {
                log.ConnectionRefused(member);
                return null;
            }

            taken[byMember] = taken.GetValueOrDefault(byMember) + 1;
            taken[byAddress] = taken.GetValueOrDefault(byAddress) + 1;
        }

        return new Place(this, byMember, byAddress);
    }

    /// <summary>Before the hub's endpoint: whoever negotiates or opens a connection needs a
    /// place.</summary>
    public RequestDelegate Guard(RequestDelegate hub) =>
        async context =>
        {
            // What belongs to an existing connection, as long polls do, has its place already.
            if (
                !context.WebSockets.IsWebSocketRequest
                && context.Request.Query.ContainsKey("id")
                && !AcceptsEvents(context.Request)
            )
            {
                await hub(context);
                return;
            }

            if (TryTake(context.User.MemberId(), context.Connection.RemoteIpAddress) is { } place)
                await DetachableConnection.ServeHoldingAsync(context, place, hub);
            else
                await TooFast
                    .Refuse(context.Response, ErrorCodes.TooManyConnections, Refusal, RetryAfter)
                    .ExecuteAsync(context);
        };

    private static bool AcceptsEvents(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);

    private bool IsFull(string who, int limit) => limit > 0 && taken.GetValueOrDefault(who) >= limit;

    private void Release(string who)
    {
        if (--taken[who] == 0)
            taken.Remove(who);
    }

    private sealed class Place(ConnectionPlaces places, string member, string address) : IDisposable
    {
        private bool released;

        public void Dispose()
        {
            lock (places.taken)
            {
                if (released)
                    return;

                released = true;
                places.Release(member);
                places.Release(address);
            }
        }
    }
}
