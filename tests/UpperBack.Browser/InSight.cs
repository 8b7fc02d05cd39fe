using System.Diagnostics;
using Microsoft.Playwright;

namespace UpperBack.Browser;

/// <summary>What people can see of a page at once, on screens of every size.</summary>
internal static class InSight
{
    private static readonly TimeSpan NoteArrives = TimeSpan.FromSeconds(3);

    /// <summary>Phones upright and lying down, a tablet, a desktop, and phones whose letters are twice as large (pixels
    /// of the root's rem).</summary>
    public static readonly IReadOnlyList<(int Width, int Height, int Rem)> Screens =
    [
        (360, 640, 16),
        (375, 667, 16),
        (390, 844, 16),
        (412, 915, 16),
        (844, 390, 16),
        (820, 1180, 16),
        (1280, 800, 16),
        (390, 844, 32),
        (375, 667, 32),
    ];

    /// <summary>Makes the screen this size.</summary>
    public static async Task ResizeAsync(IPage page, (int Width, int Height, int Rem) screen)
    {
        await page.SetViewportSizeAsync(screen.Width, screen.Height);
        await page.EvaluateAsync("rem => document.documentElement.style.fontSize = `${rem}px`", screen.Rem);
    }

    /// <summary>Waits until all of these are on screen whole: in the viewport, clipped by nothing, covered by nothing.
    /// Of a video a part is enough, for words may lie over it.</summary>
    public static Task IsWholeAsync(IPage page, string where, params string[] testIds) =>
        Eventually.Is(
            async () => await FaultsAsync(page, testIds) is { Length: > 0 } found ? $"{where}: {found}" : "",
            faults => faults.Length == 0,
            TimeSpan.FromSeconds(5)
        );

    /// <summary>The same, with a form note among them, which gives way by itself once it could be read: another one is
    /// sent then.</summary>
    public static async Task IsWholeWithNoteAsync(
        IPage page,
        string where,
        Func<Task> sendNote,
        params string[] testIds
    )
    {
        var sent = Stopwatch.StartNew();
        await Eventually.Is(
            async () =>
            {
                var found = await FaultsAsync(page, [.. testIds, "form-note"]);
                if (found.Contains("form-note is not there", StringComparison.Ordinal) && sent.Elapsed > NoteArrives)
                {
                    await sendNote();
                    sent.Restart();
                }

                return found.Length > 0 ? $"{where}: {found}" : "";
            },
            faults => faults.Length == 0,
            TimeSpan.FromSeconds(10)
        );
    }

    /// <summary>What sticks out of the page or of its box sideways, of everything that is seen.</summary>
    public static Task<string> OverflowAsync(IPage page) => page.EvaluateAsync<string>(Scripts.Read("overflow.js"));

    private static Task<string> FaultsAsync(IPage page, string[] testIds) =>
        page.EvaluateAsync<string>(Scripts.Read("faults.js"), testIds);
}
