using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Live;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;
using UpperBack.Live.Sync;
using UpperBack.Testing;

namespace UpperBack.Benchmarks;

/// <summary>What appending a cue costs, until it is on the disk and given to a room that nobody is in. Most of the time
/// is the disk's; <c>TMPDIR</c> decides which.</summary>
[MemoryDiagnoser]
public class CueAppend
{
    private readonly SessionId session = SessionId.New();
    private readonly MemberId leader = MemberId.New();

    private UpperBackServer server = null!;
    private CueAppender appender = null!;
    private Room room = null!;
    private int sent;

    /// <summary>Starts a server and plans a class on it.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        server = await UpperBackServer.StartAsync();
        appender = server.Services.GetRequiredService<CueAppender>();
        var now = server.Clock.GetUtcNow();
        await server.PublishAsync(
            new SessionChanged(
                session,
                null,
                1,
                "Morning class",
                now,
                now.AddMinutes(18),
                "Asia/Kolkata",
                Cancelled: false,
                leader,
                [],
                new RunSheet([]),
                now
            )
        );
        var loader = server.Services.GetRequiredService<RoomLoader>();
        await Eventually.Is(async () => await loader.OpenAsync(session, default) is not null, isLoaded => isLoaded);
        room = (await loader.OpenAsync(session, default))!;
    }

    /// <summary>Stops the server.</summary>
    [GlobalCleanup]
    public async Task StopAsync() => await server.DisposeAsync();

    /// <summary>One cue after the other, as one leader sends them.</summary>
    [Benchmark]
    public async Task<object> AppendAsync()
    {
        var draft = new CueDraft(
            leader,
            "Meera",
            $"cue-{++sent}",
            new CueContent(CueKinds.Form, "Lift through the sternum, slide the shoulder blades down and back")
        );
        using var locked = await room.LockAsync(default);
        return (await appender.AppendAsync(locked, leaderEpoch: null, draft)).Value!;
    }
}
