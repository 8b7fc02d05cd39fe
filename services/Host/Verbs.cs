using UpperBack.Infrastructure.Data;

namespace UpperBack.Host;

/// <summary>What an operator can ask of the executable.</summary>
internal static class Verbs
{
    private const string Known = "run (or nothing), check-config, migrate";

    public static async Task<int> RunAsync(string verb, WebApplicationBuilder builder, ILogger log)
    {
        switch (verb)
        {
            case "run":
                await using (var app = UpperBackHost.Build(builder))
                {
                    await UpperBackHost.StartAsync(app, CancellationToken.None);
                    await app.WaitForShutdownAsync();
                }

                return 0;

            case "check-config":
                log.SettingsFine();
                return 0;

            case "migrate":
                await using (var app = UpperBackHost.Build(builder))
                    await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
                return 0;

            default:
                log.VerbUnknown(verb, Known);
                return 2;
        }
    }
}
