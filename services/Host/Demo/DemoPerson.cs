using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;
using UpperBack.Infrastructure.Demo;

namespace UpperBack.Host.Demo;

/// <summary>Somebody of the demo, who uses the public API and the hub as any client does.</summary>
internal sealed class DemoPerson : IAsyncDisposable
{
    /// <summary>How the platform writes JSON.</summary>
    public static readonly JsonSerializerOptions Json = JsonSetup.Configure(new JsonSerializerOptions());

    private readonly HttpClient http;
    private readonly Uri address;
    private string token = "";

    public DemoPerson(DemoMember member, Uri address)
    {
        Member = member;
        this.address = address;
        http = new HttpClient { BaseAddress = address };
    }

    public DemoMember Member { get; }

    /// <summary>Signs in, or does so again; waits when many do at once.</summary>
    public async Task SignInAsync(CancellationToken ct)
    {
        using var response = await SignInPatientlyAsync(ct);
        response.EnsureSuccessStatusCode();
        var tokens = await response.Content.ReadFromJsonAsync<JsonElement>(Json, ct);
        token = tokens.GetProperty("accessToken").GetString()!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private async Task<HttpResponseMessage> SignInPatientlyAsync(CancellationToken ct)
    {
        while (true)
        {
            var response = await http.PostAsJsonAsync(
                "/api/accounts/sign-in",
                new { email = Member.Email, password = DemoCast.Password },
                Json,
                ct
            );
            if (response.StatusCode != HttpStatusCode.TooManyRequests)
                return response;

            var wait = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
            response.Dispose();
            await Task.Delay(wait + TimeSpan.FromMilliseconds(Random.Shared.Next(1000)), ct);
        }
    }

    public async Task<T> GetAsync<T>(string path, CancellationToken ct) =>
        (await http.GetFromJsonAsync<T>(path, Json, ct))!;

    public async Task<T> PostAsync<T>(string path, object body, CancellationToken ct)
    {
        using var response = await http.PostAsJsonAsync(path, body, Json, ct);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<T>(Json, ct))!;
    }

    /// <summary>Posts what names other members, who may be known to the service only a moment after they were
    /// made.</summary>
    public async Task PostWhenReadyAsync(string path, object body, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var response = await http.PostAsJsonAsync(path, body, Json, ct);
            if (response.StatusCode != HttpStatusCode.BadRequest || attempt == 50)
            {
                response.EnsureSuccessStatusCode();
                return;
            }

            await Task.Delay(100, ct);
        }
    }

    /// <summary>Takes a coached seat, or a place in the waitlist.</summary>
    public async Task BookAsync(SessionId session, CancellationToken ct)
    {
        using var response = await http.PostAsync($"/api/scheduling/sessions/{session}/booking", null, ct);
        if (response.StatusCode != HttpStatusCode.Conflict)
            response.EnsureSuccessStatusCode();
    }

    /// <summary>Streams with a key, and returns once that is over. A refusal comes before anything is sent.</summary>
    public async Task<HttpResponseMessage> StreamAsync(
        string path,
        string key,
        HttpContent content,
        CancellationToken ct
    )
    {
        using var encoder = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = content,
            Headers = { { "Stream-Key", key }, { "Expect", "100-continue" } },
        };
        return await encoder.SendAsync(request, ct);
    }

    /// <summary>A connection to the live hub, not yet started.</summary>
    public HubConnection Connect() =>
        new HubConnectionBuilder()
            .WithUrl(new Uri(address, "/hubs/live"), options =>
                options.AccessTokenProvider = () => Task.FromResult<string?>(token)
            )
            .AddJsonProtocol(options => JsonSetup.Configure(options.PayloadSerializerOptions))
            .WithAutomaticReconnect()
            .Build();

    /// <summary>A WebSocket to the server, open.</summary>
    public async Task<ClientWebSocket> OpenSocketAsync(string path, CancellationToken ct)
    {
        var target = new UriBuilder(new Uri(address, path));
        target.Scheme = target.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        try
        {
            await socket.ConnectAsync(target.Uri, ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Calls the hub, which may say no: the class may not have started yet, or be over, and neither is a
    /// reason to walk out.</summary>
    public static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception refusal) when (refusal is HubException or InvalidOperationException) { }
    }

    /// <summary>Whether the hub refused a call with this code.</summary>
    public static bool Is(HubException refusal, ErrorCode code) =>
        refusal.Message.Contains($"\"{code.Code}\"", StringComparison.Ordinal);

    /// <summary>Joins a room, waiting for it to be known and open.</summary>
    public static async Task<JoinResult> JoinAsync(HubConnection hub, SessionId session, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await hub.InvokeAsync<JoinResult>(nameof(ILiveSessionHub.Join), new JoinRequest(session), ct);
            }
            catch (HubException refusal)
                when (attempt < 50 && !Is(refusal, ErrorCodes.RoomClosed) && !Is(refusal, ErrorCodes.MemberRemoved))
            {
                await Task.Delay(200, ct);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }
}
