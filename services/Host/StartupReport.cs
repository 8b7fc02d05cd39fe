using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Host;

/// <summary>Says where the platform is, once it is there.</summary>
internal sealed class StartupReport(
    IServer server,
    IHostApplicationLifetime lifetime,
    IOptions<DataOptions> data,
    ILogger<StartupReport> log
) : IHostedService
{
    public Task StartAsync(CancellationToken ct)
    {
        lifetime.ApplicationStarted.Register(() =>
            log.Started(
                string.Join(", ", server.Features.Get<IServerAddressesFeature>()!.Addresses),
                Path.GetFullPath(data.Value.Folder)
            )
        );
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
}
