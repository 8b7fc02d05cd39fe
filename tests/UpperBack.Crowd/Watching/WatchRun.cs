namespace UpperBack.Crowd.Watching;

/// <summary>One run as the command line wants it.</summary>
internal static class WatchRun
{
    /// <summary>Seconds of the picture that go by before it is counted and after.</summary>
    private const int Margin = 60;

    public static async Task<WatchReport> RunAsync(WatchPlan plan)
    {
        if (!plan.IsOwn)
        {
            var server = new Uri(plan.Watch);
            var people = await Audience.SignUpAsync(server, plan.Viewers);
            var media = plan.Through.Length > 0 ? new Uri(plan.Through) : server;
            return await people.WatchAsync(
                media,
                SessionId.From(Guid.Parse(plan.Session)),
                plan.Viewers,
                plan.Seconds,
                plan.Seed,
                own: null
            );
        }

        await using var own = await OwnServer.StartAsync(isCached: plan.Through == WatchPlan.Nginx);
        var audience = await Audience.SignUpAsync(own.Address, plan.Viewers);
        await own.StreamAsync(plan.Seconds + Margin);
        return await audience.WatchAsync(
            own.Cache?.Address ?? own.Address,
            own.Session,
            plan.Viewers,
            plan.Seconds,
            plan.Seed,
            own
        );
    }
}
