using UpperBack.Contracts.Live;

namespace UpperBack.Scenarios;

/// <summary>The embedded executable as a process of its own, killed without warning: nothing that was acknowledged is
/// lost.</summary>
public sealed class KilledProcess : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("upperback-kill-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task NothingAcknowledgedIsLostWhenTheProcessIsKilledAgainAndAgain()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var (instructor, member, session) = await PrepareAsync();
        var acknowledged = new List<CueAck>();
        var watchedSeconds = 0;

        for (var round = 0; round < 3; round++)
        {
            await using var host = await HostProcess.StartAsync(folder);
            await using var lead = await LiveClient.ConnectAsync(
                host.Address,
                await Person.SignInAsync(instructor, host.Client())
            );
            await using var participant = await LiveClient.ConnectAsync(
                host.Address,
                await Person.SignInAsync(member, host.Client())
            );
            await lead.JoinAsync(session);
            var joined = await participant.JoinAsync(session);
            Assert.True(joined.WatchedSeconds >= watchedSeconds, $"Watched time was lost (seed {seed}).");
            if (round == 0)
                acknowledged.Add(await lead.StartClassAsync(session));

            using var killed = new CancellationTokenSource();
            var sending = SendUntilAsync(lead, session, acknowledged, killed.Token);
            await Task.Delay(random.Next(300, 900));
            await Eventually.Is(() => acknowledged.Count > 5 * (round + 1));
            var nowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            watchedSeconds = (await participant.ReportWatchingAsync(session, nowMs - 60_000, nowMs)).WatchedSeconds;
            await host.KillAsync();
            await killed.CancelAsync();
            await sending;
        }

        await using var last = await HostProcess.StartAsync(folder);
        var reader = await Person.SignInAsync(member, last.Client());
        await using var client = await LiveClient.ConnectAsync(last.Address, reader);
        var end = await client.JoinAsync(session);
        await Eventually.Is(() => client.Cues.Count == end.Head.Offset);
        Assert.True(
            acknowledged.Count > 10,
            $"Only {acknowledged.Count} cues were acknowledged; that proves nothing (seed {seed})."
        );
        Assert.Equal(
            Enumerable.Range(1, (int)end.Head.Offset).Select(n => (long)n),
            client.Cues.Select(cue => cue.Offset)
        );
        Assert.All(acknowledged, ack =>
            Assert.Contains(client.Cues, cue => cue.Offset == ack.Offset && cue.AtMs == ack.AtMs)
        );
        Assert.Equal(watchedSeconds, end.WatchedSeconds);
        Assert.Equal(0, await last.StopAsync());
    }

    private async Task<(TestMember Instructor, TestMember Member, SessionId Session)> PrepareAsync()
    {
        await using var server = await UpperBackServer.StartAsync(folder);
        var instructor = await MorningClass.SignUpInstructorAsync(server);
        var member = await Person.SignUpAsync(server.Anonymous(), "Asha");
        return (instructor, member, await Person.PlanClassAsync(instructor));
    }

    private static async Task SendUntilAsync(
        LiveClient lead,
        SessionId session,
        List<CueAck> acknowledged,
        CancellationToken killed
    )
    {
        for (var i = 0; !killed.IsCancellationRequested; i++)
        {
            try
            {
                acknowledged.Add(
                    await lead.SendTextAsync(session, $"Cue {i}")
                        .WaitAsync(TimeSpan.FromSeconds(5), CancellationToken.None)
                );
            }
            catch (Exception ex) when (ex is not Xunit.Sdk.XunitException)
            {
                // Not acknowledged, so nothing was promised.
                return;
            }
        }
    }
}
