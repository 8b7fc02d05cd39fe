using System.Diagnostics;

namespace UpperBack.Host.Tests.Draining;

public sealed class TerminatedProcessTests
{
    [Fact]
    public async Task ATerminatedProcessSendsItsConnectionsElsewhereAndEndsWell()
    {
        var folder = Directory.CreateTempSubdirectory("upperback-term-");
        await using (var host = await HostProcess.StartAsync(folder.FullName, "--Live:DrainSeconds", "2"))
        {
            using var http = host.Client();
            var asha = await Person.SignUpAsync(http, "Asha");
            await using var client = await LiveClient.ConnectAsync(host.Address, asha);
            var closed = new TaskCompletionSource();
            client.Connection.Closed += _ =>
            {
                closed.TrySetResult();
                return Task.CompletedTask;
            };

            var time = Stopwatch.StartNew();
            var ending = host.TerminateAsync();
            await Eventually.Is(() => client.ReconnectNotices.Count == 1);
            using var served = await http.GetAsync("/api/accounts/me");
            Assert.True(served.IsSuccessStatusCode);

            Assert.Equal(0, await ending);
            Assert.InRange(time.Elapsed, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(40));
            await closed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task AProcessToWhichNobodyIsConnectedEndsAtOnce()
    {
        var folder = Directory.CreateTempSubdirectory("upperback-term-");
        await using (var host = await HostProcess.StartAsync(folder.FullName, "--Live:DrainSeconds", "30"))
        {
            var time = Stopwatch.StartNew();
            Assert.Equal(0, await host.TerminateAsync());
            Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        }

        folder.Delete(recursive: true);
    }
}
