using UpperBack.Community;
using UpperBack.Host.Options;
using UpperBack.Infrastructure.Redis;

namespace UpperBack.Host.Operating;

/// <summary><c>rebuild-leaderboards</c>: puts every member on the boards in Redis where SQL says. The platform does so
/// by itself when Redis was emptied; this is for boards that somebody doubts.</summary>
internal static class RebuildLeaderboards
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        var configuration = call.Builder.Configuration;
        if (UpperBackHost.OptionsOf<RedisOptions>(configuration).Provider == "embedded")
        {
            call.Log.RedisIsEmbedded();
            return 2;
        }

        if (!UpperBackHost.OptionsOf<ProcessOptions>(configuration).RoleList().Contains(HostRoles.Community))
        {
            call.Log.RoleMissing("rebuild-leaderboards", HostRoles.Community);
            return 2;
        }

        await using var app = UpperBackHost.Build(call.Builder);
        await CommunityModule.RebuildLeaderboardsAsync(app.Services, CancellationToken.None);
        call.Log.LeaderboardsRebuilt();
        return 0;
    }
}
