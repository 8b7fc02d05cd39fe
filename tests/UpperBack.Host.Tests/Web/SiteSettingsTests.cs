namespace UpperBack.Host.Tests.Web;

public sealed class SiteSettingsTests
{
    [Fact]
    public async Task PagesAreToldWhatIsConfigured()
    {
        await using var server = await UpperBackServer.StartAsync(
            null,
            "--Live:OpenBeforeMinutes",
            "25",
            "--Live:CloseAfterMinutes",
            "5",
            "--Community:KeptDayMinutes",
            "12",
            "--Community:KeptDayShare",
            "0.75",
            "--Live:MirrorEnabled",
            "false"
        );
        using var anybody = server.Anonymous();
        using var answer = await anybody.GetAsync("/api/settings");
        Assert.Equal(
            """
            {"room":{"opensBeforeMinutes":25,"closesAfterMinutes":5},"keptDay":{"minutes":12,"share":0.75},
            "mirror":false}
            """.ReplaceLineEndings(""),
            await answer.Content.ReadAsStringAsync()
        );
        Assert.Equal("public, max-age=300", answer.Headers.CacheControl?.ToString());
        Assert.False(answer.Headers.Contains("X-Server-Time"), "An answer that is kept would tell an old time.");
    }
}
