using System.Data.Common;
using StackExchange.Redis;
using UpperBack.Host.Starting;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Host.Operating;

/// <summary>What an operator can ask of the executable.</summary>
internal static class Verbs
{
    private const string Known =
        "run (or nothing), check-config [--public-url URL], print-config, migrate, grant-role EMAIL ROLE, lock-demo, "
        + "rebuild-leaderboards, replay-outbox --since HOURS [--service NAME], check-plan FILE...";

    /// <returns>0 when all went well, 1 when the verb could not do its work, 2 when it was asked for wrongly.</returns>
    public static async Task<int> RunAsync(string verb, VerbCall call)
    {
        try
        {
            return await FindAsync(verb, call);
        }
        catch (CannotStartException ex)
        {
            await call.Errors.WriteLineAsync(StartFailure.Explain(ex));
            return 1;
        }
        catch (Exception ex) when (verb != "run" && ex is DbException or RedisException or IOException)
        {
            call.Log.VerbFailed(ex, verb);
            return 1;
        }
    }

    /// <summary>Serves until told to stop.</summary>
    private static async Task<int> RunPlatformAsync(VerbCall call)
    {
        await using var app = UpperBackHost.Build(call.Builder);
        try
        {
            await UpperBackHost.StartAsync(app, CancellationToken.None);
        }
        catch (Exception ex) when (!StartFailure.IsForeseen(ex))
        {
            call.Log.VerbFailed(ex, "run");
            throw new CannotStartException(StartFailure.Explain(ex), ex);
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>As every start does, and like it not beside another process.</summary>
    private static async Task<int> MigrateAsync(VerbCall call)
    {
        await using var app = UpperBackHost.Build(call.Builder);
        app.Services.GetRequiredService<DataFolder>().Enter();
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        return 0;
    }

    private static async Task<int> FindAsync(string verb, VerbCall call)
    {
        switch (verb)
        {
            case "run":
                return await RunPlatformAsync(call);

            case "check-config":
                return await CheckConfig.RunAsync(call);

            case "print-config":
                return await PrintConfig.RunAsync(call);

            case "migrate":
                return await MigrateAsync(call);

            case "grant-role":
                return await GrantRole.RunAsync(call);

            case "lock-demo":
                return await LockDemo.RunAsync(call);

            case "rebuild-leaderboards":
                return await RebuildLeaderboards.RunAsync(call);

            case "replay-outbox":
                return await ReplayOutbox.RunAsync(call);

            case "check-plan":
                return await CheckPlans.RunAsync(call);

            default:
                call.Log.VerbUnknown(verb, Known);
                return 2;
        }
    }
}

/// <summary>What a verb was called with.</summary>
/// <param name="Arguments">The command line after the verb.</param>
/// <param name="Builder">The platform with its settings read, not built yet.</param>
/// <param name="Log">For what is told.</param>
/// <param name="Output">For what is printed.</param>
/// <param name="Errors">For the sentence that says why nothing came of it.</param>
internal sealed record VerbCall(
    string[] Arguments,
    WebApplicationBuilder Builder,
    ILogger Log,
    TextWriter Output,
    TextWriter Errors
)
{
    /// <summary>Value of an option, given as <c>--name value</c> or <c>--name=value</c>; null when it is not
    /// there.</summary>
    public string? Option(string name)
    {
        for (var i = 0; i < Arguments.Length; i++)
        {
            if (Arguments[i] == name)
                return i + 1 < Arguments.Length ? Arguments[i + 1] : "";
            if (Arguments[i].StartsWith(name + "=", StringComparison.Ordinal))
                return Arguments[i][(name.Length + 1)..];
        }

        return null;
    }
}
