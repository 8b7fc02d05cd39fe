using System.Text.Json;
using UpperBack.Host.Web;

namespace UpperBack.Host.Operating;

/// <summary><c>check-config</c>: the settings, which were checked before any verb; and with <c>--public-url URL</c>,
/// whether what people type leads to the platform that runs, with all that it needs to know.</summary>
internal static class CheckConfig
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(VerbCall call)
    {
        call.Log.SettingsFine();
        if (call.Option("--public-url") is not { } given)
            return 0;
        if (!Uri.TryCreate(given, UriKind.Absolute, out var page) || page.Scheme is not ("http" or "https"))
        {
            call.Log.PublicUrlMisused();
            return 2;
        }

        if (await FindAdviceAsync(page) is { } advice)
        {
            call.Log.PublicUrlWrong(advice);
            return 1;
        }

        call.Log.PublicUrlFine(ProxyFaults.Origin(page));
        return 0;
    }

    /// <summary>What is to be changed so that all gets through; null when all does.</summary>
    public static async Task<string?> FindAdviceAsync(Uri page)
    {
        var origin = ProxyFaults.Origin(page);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout };

        // Asked as a browser asks for a WebSocket, so that what a proxy takes out of that is seen too.
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"{origin}{ConnectionCheck.Path}?page={Uri.EscapeDataString(origin)}"
        );
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.ParseAdd("websocket");
        request.Headers.Add("Sec-WebSocket-Key", Convert.ToBase64String(Guid.NewGuid().ToByteArray()));
        request.Headers.Add("Sec-WebSocket-Version", "13");
        try
        {
            using var response = await http.SendAsync(request);
            if (response.Headers.Location is { } elsewhere)
                return $"{origin} sends on to {new Uri(page, elsewhere).GetLeftPart(UriPartial.Authority)}: check "
                    + "that address.";
            if (!response.IsSuccessStatusCode)
                return $"{origin} answers with {(int)response.StatusCode}: it is not UpperBack that answers there, "
                    + "or not all of its addresses are passed on.";

            var answer = await response.Content.ReadFromJsonAsync<ConnectionCheck.Answer>();
            return answer?.Fault is { } fault ? ProxyFaults.AdviceOn(fault.Codes, page) : null;
        }
        catch (JsonException)
        {
            return $"It is not UpperBack that answers at {origin}.";
        }
        catch (Exception ex) when (ex is HttpRequestException or OperationCanceledException)
        {
            return $"{origin} could not be reached: {ex.InnerException?.Message ?? ex.Message}";
        }
    }
}
