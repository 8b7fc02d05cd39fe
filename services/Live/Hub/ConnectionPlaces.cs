using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Kernel.Http;
using UpperBack.Kernel.Problems;

namespace UpperBack.Live.Hub;

/// <summary>How many connections of one member, and from one address, this node holds. A place is taken before the
/// framework sets a connection up, and held as long as it lasts: many at once cost memory, and each a share of every
/// fan-out.</summary>
internal sealed class ConnectionPlaces(IOptions<LiveOptions> options, ILogger<ConnectionPlaces> log)
{
    public const string Words =
        "This account is in the live room in too many places. Close a tab or a device where you do not need it.";

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, int> taken = [];

    /// <summary>Takes a place; disposing it gives it back.</summary>
    /// <returns>Null when there is none left.</returns>
    public IDisposable? TryTake(MemberId member, IPAddress? address)
    {
        var (ofMember, ofAddress) = (member.ToString(), ClientAddress.GroupOf(address));
        lock (taken)
        {
            if (
                IsFull(ofMember, options.Value.ConnectionsPerMember)
                || IsFull(ofAddress, options.Value.ConnectionsPerAddress)
            )
            {
                log.ConnectionRefused(member);
                return null;
            }

            taken[ofMember] = taken.GetValueOrDefault(ofMember) + 1;
            taken[ofAddress] = taken.GetValueOrDefault(ofAddress) + 1;
        }

        return new Place(this, ofMember, ofAddress);
    }

    /// <summary>Before the hub's endpoint: whoever comes anew, to ask for a connection or to open one, needs a
    /// place.</summary>
    public RequestDelegate Guard(RequestDelegate hub) =>
        async context =>
        {
            // What goes on with a connection that is there, as long polls do, has its place already.
            if (
                !context.WebSockets.IsWebSocketRequest
                && context.Request.Query.ContainsKey("id")
                && !AsksForEvents(context.Request)
            )
            {
                await hub(context);
                return;
            }

            using var place = TryTake(context.User.MemberId(), context.Connection.RemoteIpAddress);
            if (place is null)
                await TooFast
                    .Refuse(context.Response, ErrorCodes.TooManyConnections, Words, Wait)
                    .ExecuteAsync(context);
            else
                await hub(context);
        };

    private static bool AsksForEvents(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);

    private bool IsFull(string who, int most) => most > 0 && taken.GetValueOrDefault(who) >= most;

    private void Release(string who)
    {
        if (--taken[who] == 0)
            taken.Remove(who);
    }

    private sealed class Place(ConnectionPlaces places, string member, string address) : IDisposable
    {
        private bool given;

        public void Dispose()
        {
            lock (places.taken)
            {
                if (given)
                    return;

                given = true;
                places.Release(member);
                places.Release(address);
            }
        }
    }
}
