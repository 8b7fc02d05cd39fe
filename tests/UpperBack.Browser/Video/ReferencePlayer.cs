using Microsoft.Playwright;
using UpperBack.Testing;

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

    /// <summary>Plays a class's live video on a page whose rules for scripts are bypassed. It wants a finished segment
    /// to look at before it plays.</summary>
    public static async Task PlayAsync(IPage page, string session)
    {
        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = Script });
        await page.EvaluateAsync(
            """
            async (session) => {
              const { live } = await (await fetch(`/api/streaming/sessions/${session}/access`, { method: 'POST' })).json();
              const read = async (address) => ({ address, text: await (await fetch(address)).text() });
              const finished = async () => {
                const all = await read(new URL(live, location.href).href);
                const first = all.text.split('\n').find((line) => line && !line.startsWith('#'));
                const one = all.text.includes('#EXT-X-STREAM-INF') ? await read(new URL(first, all.address).href) : all;
                return one.text.includes('#EXTINF');
              };
              while (!(await finished())) await new Promise((resolve) => setTimeout(resolve, 250));
              const video = Object.assign(document.createElement('video'), { muted: true });
              document.body.prepend(video);
              shaka.polyfill.installAll();
              const player = window.player = new shaka.Player();
              await player.attach(video);
              await player.load(new URL(live, location.href).href);
              await video.play();
            }
            """,
            session
        );
    }

    /// <summary>Where it is, in seconds.</summary>
    public static Task<double> PositionAsync(IPage page) =>
        page.EvaluateAsync<double>("() => document.querySelector('video').currentTime");
}
