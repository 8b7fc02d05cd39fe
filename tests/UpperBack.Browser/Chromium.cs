namespace UpperBack.Browser;

/// <summary>The one browser of all tests, started when the first of them needs it. It ends with this process.</summary>
internal static class Chromium
{
    /// <summary>How long at most a page may take for what it is expected to do; much more than it takes on a machine
    /// that is not busy.</summary>
    public const int TimeoutMs = 60_000;

    private static readonly Lazy<Task<IBrowser>> Shared = new(LaunchAsync);

    /// <summary>A person of their own: with cookies and storage that nobody shares.</summary>
    public static async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions options) =>
        await (await Shared.Value).NewContextAsync(options);

    private static string FindProgram() =>
        Environment.GetEnvironmentVariable("CHROMIUM")
        ?? Array.Find(["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"], File.Exists)
        ?? throw new FileNotFoundException("Chromium is missing: install chromium-headless-shell or chromium.");

    private static async Task<IBrowser> LaunchAsync()
    {
        Assertions.SetDefaultExpectTimeout(TimeoutMs);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = FindProgram(),
                Args =
                [
                    "--use-fake-ui-for-media-stream",
                    "--use-fake-device-for-media-stream",
                    "--autoplay-policy=no-user-gesture-required",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }
}
