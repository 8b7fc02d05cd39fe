using System.Diagnostics;

namespace UpperBack.Browser.Mirror;

/// <summary>What a page costs its device: processor time of the page's process, drawing and workers with it.</summary>
internal sealed class PageCost
{
    private readonly ICDPSession session;

    private PageCost(ICDPSession session) => this.session = session;

    /// <summary>Begins to count a page's.</summary>
    public static async Task<PageCost> CountAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable");
        return new PageCost(session);
    }

    /// <summary>The share of one core that it takes for some time, from now on.</summary>
    public async Task<double> MeasureAsync(TimeSpan time)
    {
        var (before, began) = (await ReadSecondsAsync(), Stopwatch.GetTimestamp());
        await Task.Delay(time);
        return (await ReadSecondsAsync() - before) / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private async Task<double> ReadSecondsAsync()
    {
        var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics");
        return metrics
            .EnumerateArray()
            .Single(metric => metric.GetProperty("name").GetString() == "ProcessTime")
            .GetProperty("value")
            .GetDouble();
    }
}
