using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sending;

namespace UpperBack.Live.Hub;

/// <summary>Sends this node's connections to other nodes before it stops: each is told after how long to leave, spread
/// over <see cref="LiveOptions.DrainSeconds"/> so that they do not reach the next node all at once; new ones are
/// refused.</summary>
internal sealed class Draining(IOptions<LiveOptions> options, TimeProvider clock, ILogger<Draining> log)
    : IHostedService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    // SignalR closes what is left within five seconds.
    private static readonly TimeSpan MaxEnd = TimeSpan.FromSeconds(6);

    // The rest of the time is left for the last of them.
    private const double LeavingShare = 0.8;

    private readonly ConcurrentDictionary<string, LiveConnection> connections = new();
    private volatile bool hasBegun;
    private int requests;

    /// <summary>A client connected.</summary>
    public void Opened(LiveConnection connection)
    {
        connections[connection.Id] = connection;
        if (hasBegun)
            SendElsewhere(connection);
    }

    /// <summary>A client disconnected.</summary>
    public void Closed(LiveConnection connection) => connections.TryRemove(connection.Id, out _);

    /// <summary>Notifies everybody, and waits until they have left or the time is up.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var until = clock.GetUtcNow().AddSeconds(options.Value.DrainSeconds);
        hasBegun = true;
        var all = connections.Values;
        foreach (var connection in all)
            SendElsewhere(connection);
        log.DrainBegan(all.Count);

        // Waits too for a socket that is open but not yet a hub connection: it is notified as soon as it is one.
        while ((Volatile.Read(ref requests) > 0 || !connections.IsEmpty) && clock.GetUtcNow() < until)
            await Task.Delay(PollInterval, clock, ct);
        log.DrainEnded(connections.Count);
    }

    Task IHostedService.StartAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>The process ends: what its connections still do is waited for, because the server knows nothing of
    /// those that go on without their request.</summary>
    async Task IHostedService.StopAsync(CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (
            Volatile.Read(ref requests) > 0
            && !ct.IsCancellationRequested
            && TimeProvider.System.GetElapsedTime(began) < MaxEnd
        )
            await Task.Delay(PollInterval, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Before the hub's endpoint: while this node drains, new connections must go to another.</summary>
    public RequestDelegate Guard(RequestDelegate hub) =>
        async context =>
        {
            if (!hasBegun || !IsNew(context))
            {
                Interlocked.Increment(ref requests);
                await DetachableConnection.ServeHoldingAsync(context, new Request(this), hub);
                return;
            }

            context.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            await Problem
                .Of(ErrorCodes.Unavailable, "The server is restarting. Try again in a moment.")
                .ToHttp()
                .ExecuteAsync(context);
        };

    /// <summary>A long poll belongs to an existing connection; everything else begins a new one.</summary>
    private static bool IsNew(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest || !context.Request.Query.ContainsKey("id");

    private void SendElsewhere(LiveConnection connection)
    {
        var notice = new ReconnectNotice(
            Random.Shared.Next((int)(options.Value.DrainSeconds * 1000 * LeavingShare) + 1)
        );
        // mutation rolling-restart: _ = notice;
        connection.Send(client => client.ReconnectElsewhere(notice));
    }

    /// <summary>One that is served; disposed when it is no longer, once.</summary>
    private sealed class Request(Draining draining) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref draining.requests);
    }
}
