using Microsoft.Playwright;

namespace UpperBack.Browser.Video;

/// <summary>shaka-player, a player that we did not write.</summary>
internal static class ReferencePlayer
{
    private static string Script =>
        Path.Combine(
            Repository.NpmFolder("tests/UpperBack.Browser/reference-players"),
            "node_modules",
            "shaka-player",
            "dist",
            "shaka-player.compiled.js"
        );

    /// <summary>Plays a class's live video on a page whose rules for scripts are bypassed. It wants finished
    /// segments of every rendition to look at before it plays.</summary>
    public static async Task PlayAsync(IPage page, string session)
    {
        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = Script });
        await page.EvaluateAsync(Scripts.Read("play-with-shaka.js"), session);
    }

    /// <summary>Where it is, in seconds.</summary>
    public static Task<double> PositionAsync(IPage page) =>
        page.EvaluateAsync<double>("() => document.querySelector('video').currentTime");
}
