namespace UpperBack.Host.Web;

/// <summary>Tells the operator, once each, what a proxy keeps from this process, and whoever asks in words of their
/// own.</summary>
internal sealed class ProxyAdvice(ILogger<ProxyAdvice> log)
{
    // What a request says of its page is anybody's word: it does not fill the log.
    private const int MaxTold = 16;

    private readonly HashSet<(string Code, string Page)> told = [];

    /// <summary>Notes what a request shows of the proxies in between.</summary>
    public void Observe(HttpContext context)
    {
        if (IsStripped(context))
            Report(ProxyFaults.Upgrade, OriginOf(context.Request) ?? new Uri("http://localhost"), context);

        // The browser vouches that it is a page of our own.
        if (context.Request.Headers["Sec-Fetch-Site"] == "same-origin" && OriginOf(context.Request) is { } page)
            ReportAll(page, context);
    }

    /// <summary>What somebody is told whose request was taken for another site's.</summary>
    public string WordsOfRefusal(HttpContext context)
    {
        if (
            context.Request.Headers["Sec-Fetch-Site"] == "cross-site"
            || OriginOf(context.Request) is not { } page
            || ReportAll(page, context).Length == 0
        )
            return "The request came from another site. Open UpperBack itself and try again.";

        return "The request seems to come from another site. Open UpperBack itself and try again; if you did, "
            + "whoever runs it finds in its log what to change.";
    }

    /// <summary>What is kept from this process; null when all of the page's address arrives.</summary>
    public ConnectionFault? Find(Uri page, bool isSocketRefused, HttpContext context)
    {
        var codes = ReportAll(page, context);

        // A refused WebSocket is explained by what else is missing; only what arrives in pieces shows that both are.
        if (IsStripped(context) || (codes.Length == 0 && isSocketRefused))
        {
            Report(ProxyFaults.Upgrade, page, context);
            codes = [.. codes, ProxyFaults.Upgrade];
        }

        if (codes.Length == 0)
            return null;

        var isForOperators = context.User.IsInRole(Roles.Admin) || context.User.IsInRole(Roles.Instructor);
        return new ConnectionFault(codes, isForOperators ? ProxyFaults.AdviceOn(codes, page) : ProxyFaults.KindWords);
    }

    private string[] ReportAll(Uri page, HttpContext context)
    {
        var request = context.Request;

        // Who is believed has their headers taken out.
        var hasUnbelieved =
            request.Headers.ContainsKey("X-Forwarded-Host") || request.Headers.ContainsKey("X-Forwarded-Proto");
        string[] codes = [.. ProxyFaults.Find(page, request.Scheme, request.Host.Value, hasUnbelieved)];
        foreach (var code in codes)
            Report(code, page, context);
        return codes;
    }

    private void Report(string code, Uri page, HttpContext context)
    {
        lock (told)
        {
            if (told.Count >= MaxTold || !told.Add((code, code == ProxyFaults.Upgrade ? "" : ProxyFaults.Origin(page))))
                return;
        }

        var request = context.Request;
        log.ProxyFaultFound(
            ProxyFaults.AdviceOn(code, page),
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            $"{request.Scheme}://{request.Host.Value}"
        );
    }

    /// <summary>A WebSocket's request without what makes it one: a proxy takes those headers out unless it is told to
    /// pass them.</summary>
    private static bool IsStripped(HttpContext context) =>
        context.Request.Headers.ContainsKey("Sec-WebSocket-Key") && !context.WebSockets.IsWebSocketRequest;

    private static Uri? OriginOf(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
        && origin.Scheme is "http" or "https"
            ? origin
            : null;
}

/// <summary>What does not get through to this process.</summary>
/// <param name="Codes">Of <see cref="ProxyFaults"/>, the most important first.</param>
/// <param name="Message">For people.</param>
internal sealed record ConnectionFault(IReadOnlyList<string> Codes, string Message);
