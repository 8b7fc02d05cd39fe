using Microsoft.Playwright;
using UpperBack.Testing;

namespace UpperBack.Browser;

/// <summary>What people can see of a page at once, on screens of every size.</summary>
internal static class InSight
{
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

    /// <summary>What sticks out of the page or of its box sideways, of everything that is seen.</summary>
    public static Task<string> OverflowAsync(IPage page) =>
        page.EvaluateAsync<string>(
            """
            () => {
              const faults = [];
              const scrolls = (element) => { for (let at = element; at; at = at.parentElement) if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX)) return true; return false; };
              if (document.documentElement.scrollWidth > innerWidth + 1) faults.push(`the page is ${document.documentElement.scrollWidth} wide`);
              for (const element of document.querySelectorAll('body *')) {
                const box = element.getBoundingClientRect();
                if (box.width === 0 || box.height === 0 || element.closest('.visually-hidden, svg, .skip-link')) continue;
                if ((box.right > innerWidth + 1 || box.left < -1) && !scrolls(element)) faults.push(`${element.tagName}.${element.className} reaches from ${box.left} to ${box.right}`);
                if (element.matches('h1, h2, h3, p, li, button, strong') && getComputedStyle(element).overflowX === 'visible' && getComputedStyle(element).display !== 'inline' && element.scrollWidth > element.clientWidth + 2) faults.push(`${element.tagName} "${element.textContent.slice(0, 20)}" is wider than its box`);
                const parent = element.parentElement?.closest('.panel, .card, li')?.getBoundingClientRect();
                if (element.matches('button, .badge, .avatar, bdi') && parent && (box.right > parent.right + 1 || box.left < parent.left - 1)) faults.push(`${element.tagName} "${element.textContent.slice(0, 20)}" leaves its box`);
              }
              return [...new Set(faults)].slice(0, 5).join('; ');
            }
            """
        );

    private static Task<string> FaultsAsync(IPage page, string[] testIds) =>
        page.EvaluateAsync<string>(
            """
            (testIds) => {
              const faults = [];
              for (const id of testIds) {
                const element = document.querySelector(`[data-testid="${id}"]`)?.querySelector('video') ?? document.querySelector(`[data-testid="${id}"]`);
                if (!element) { faults.push(`${id} is not there`); continue; }
                const box = element.getBoundingClientRect();
                if (box.width < 20 || box.height < 16) faults.push(`${id} is ${box.width} x ${box.height}`);
                if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1) faults.push(`${id} is outside: ${box.left}, ${box.top} to ${box.right}, ${box.bottom}`);
                for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
                  const clip = at.getBoundingClientRect();
                  if (getComputedStyle(at).overflowY !== 'visible' && (box.top < clip.top - 1 || box.bottom > clip.bottom + 1)) faults.push(`${id} is cut by ${at.className}`);
                }
                if (element.tagName !== 'VIDEO') for (const inner of [element, ...element.querySelectorAll('p')])
                  if (inner.scrollHeight > inner.clientHeight + 2 && getComputedStyle(inner).overflowY !== 'visible' && !inner.matches('.visually-hidden')) faults.push(`${id} holds more than it shows`);
                let free = 0;
                for (let x = 1; x < 10; x++) for (let y = 1; y < 10; y++) {
                  const hit = document.elementFromPoint(box.left + box.width * x / 10, box.top + box.height * y / 10);
                  if (hit && (element.contains(hit) || (element.tagName !== 'VIDEO' && hit.contains(element)))) free++;
                }
                if (free < (element.tagName === 'VIDEO' ? 18 : 81)) faults.push(`${id} is covered: ${free} of 81 points are free`);
              }
              return faults.join('; ');
            }
            """,
            testIds
        );
}
