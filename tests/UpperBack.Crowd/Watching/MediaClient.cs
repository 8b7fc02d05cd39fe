using System.Buffers;

namespace UpperBack.Crowd.Watching;

/// <summary>What a viewer asks for. Its connections are its own, and it brings its token as browsers do, in the
/// cookie.</summary>
internal sealed class MediaClient : IDisposable
{
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly HttpClient http;
    private readonly Tally tally;

    /// <param name="media">The server, or the proxy, that media is fetched from.</param>
    /// <param name="token">The viewer's own.</param>
    /// <param name="tally">Where it is counted.</param>
    public MediaClient(Uri media, string token, Tally tally)
    {
        http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = media, Timeout = Timeout };
        http.DefaultRequestHeaders.Add("Cookie", $"upperback-media={token}");
        this.tally = tally;
    }

    public void Dispose() => http.Dispose();

    /// <summary>Reads a playlist, again and again until it is there.</summary>
    public async Task<string> ReadAsync(string path, CancellationToken over)
    {
        while (true)
        {
            using var response = await SendAsync(path, over);
            if (response is not null)
            {
                var text = await response.Content.ReadAsStringAsync(over);
                tally.Answer(isPlaylist: true, text.Length, WasPassedOn(response));
                return text;
            }

            await Task.Delay(AfterRefusal, over);
        }
    }

    /// <summary>Downloads a file.</summary>
    /// <returns>When its last byte came, Unix milliseconds; null when it was refused.</returns>
    public async Task<double?> FetchAsync(string path, CancellationToken over)
    {
        using var response = await SendAsync(path, over);
        if (response is null)
            return null;

        var bytes = ArrayPool<byte>.Shared.Rent(32 * 1024);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(over);
            long length = 0;
            for (int read; (read = await body.ReadAsync(bytes, over)) > 0; )
                length += read;
            tally.Answer(isPlaylist: false, length, WasPassedOn(response));
            return Moment.NowMs();
        }
        catch (Exception ex) when (ex is IOException or HttpRequestException)
        {
            tally.Refusal(0);
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Asks for something; null when it was refused.</summary>
    private async Task<HttpResponseMessage?> SendAsync(string path, CancellationToken over)
    {
        try
        {
            var response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, over);
            if (response.IsSuccessStatusCode)
                return response;

            tally.Refusal((int)response.StatusCode);
            response.Dispose();
        }
        catch (Exception ex)
            when (ex is HttpRequestException || (ex is OperationCanceledException && !over.IsCancellationRequested))
        {
            tally.Refusal(0);
        }

        return null;
    }

    private static bool WasPassedOn(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Cache-Status", out var status) && status.FirstOrDefault() != "HIT";
}
