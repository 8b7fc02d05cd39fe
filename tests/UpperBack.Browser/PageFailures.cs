namespace UpperBack.Browser;

/// <summary>What goes wrong in a page without anybody seeing it.</summary>
internal static class PageFailures
{
    /// <summary>Errors of its scripts and on its console, from now on.</summary>
    public static IReadOnlyCollection<string> Failures(this IPage page)
    {
        var failures = new System.Collections.Concurrent.ConcurrentQueue<string>();
        page.PageError += (_, error) => failures.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                failures.Enqueue(message.Text);
        };
        return failures;
    }
}
