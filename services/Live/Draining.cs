using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using UpperBack.Contracts;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Problems;
using UpperBack.Live.Rooms;

namespace UpperBack.Live;

/// <summary>Sends this node's connections to others before it stops: each is told after how long to leave, spread over
/// <see cref="LiveOptions.DrainSeconds"/> so that they do not come to the next node as a herd; new ones are
/// refused.</summary>
internal sealed class Draining(IOptions<LiveOptions> options, TimeProvider clock, ILogger<Draining> log)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    // The rest of the time is for the last of them to leave.
    private const double ShareToLeaveIn = 0.8;

    private readonly ConcurrentDictionary<string, LiveConnection> connections = new();
    private volatile bool begun;
    private int requests;

    /// <summary>A client connected.</summary>
    public void Opened(LiveConnection connection)
    {
        connections[connection.Id] = connection;
        if (begun)
            SendElsewhere(connection);
    }

    /// <summary>A client is gone.</summary>
    public void Closed(LiveConnection connection) => connections.TryRemove(connection.Id, out _);

    /// <summary>Tells everybody, and waits until they are gone or the time is up.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var until = clock.GetUtcNow().AddSeconds(options.Value.DrainSeconds);
        begun = true;
        var all = connections.Values;
        foreach (var connection in all)
            SendElsewhere(connection);
        log.DrainBegan(all.Count);

        // A socket that is open but not yet announced as a connection is waited for too: it is told as soon as it is.
        while ((Volatile.Read(ref requests) > 0 || !connections.IsEmpty) && clock.GetUtcNow() < until)
            await Task.Delay(PollInterval, clock, ct);
        log.DrainEnded(connections.Count);
    }

    /// <summary>Before the hub's endpoint: whoever comes anew while this node drains has to go to another.</summary>
    public RequestDelegate Guard(RequestDelegate hub) =>
        async context =>
        {
            if (!begun || !ComesAnew(context))
            {
                Interlocked.Increment(ref requests);
                try
                {
                    await hub(context);
                }
                finally
                {
                    Interlocked.Decrement(ref requests);
                }

                return;
            }

            context.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            await Problem
                .Of(ErrorCodes.Unavailable, "The server is restarting. Try again in a moment.")
                .ToHttp()
                .ExecuteAsync(context);
        };

    /// <summary>A long poll goes on with a connection that is there; everything else begins one.</summary>
    private static bool ComesAnew(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest || !context.Request.Query.ContainsKey("id");

    private void SendElsewhere(LiveConnection connection)
    {
        var notice = new ReconnectNotice(
            Random.Shared.Next((int)(options.Value.DrainSeconds * 1000 * ShareToLeaveIn) + 1)
        );
        connection.Send(client => client.ReconnectElsewhere(notice));
    }
}
