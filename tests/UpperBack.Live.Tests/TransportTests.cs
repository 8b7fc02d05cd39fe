using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Http;
using UpperBack.Live.Sending;

namespace UpperBack.Live.Tests;

/// <summary>Who is written to directly, and who by SignalR.</summary>
public sealed class TransportTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Theory]
    [InlineData(HttpTransportType.LongPolling)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    public async Task OtherTransportsAreServedByTheStockWay(HttpTransportType transport)
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var member = await fixture.Server.SignInAsync("Asha");
        await using var client = Build(fixture.Server, member, transport);
        var offsets = await ListenAsync(client, session);

        for (var i = 0; i < 10; i++)
            await instructor.SendTextAsync(session, $"{i}");

        await Eventually.Is(() => offsets.Count == 11);
        Assert.Equal(Enumerable.Range(1, 11).Select(n => (long)n), offsets);
        Assert.IsType<StockOutput>(FanOutTests.OutputOf(FanOutTests.RoomOf(fixture.Server, session), member));
    }

    [Fact]
    public async Task BehindTlsOfThisProcessTheStockWayServes()
    {
        var (path, password) = (Path.GetTempFileName(), Guid.NewGuid().ToString());
        using (var key = RSA.Create(2048))
        {
            var request = new CertificateRequest(
                "CN=localhost",
                key,
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
            using var certificate = request.CreateSelfSigned(
                DateTimeOffset.UtcNow.AddDays(-1),
                DateTimeOffset.UtcNow.AddDays(1)
            );
            await File.WriteAllBytesAsync(path, certificate.Export(X509ContentType.Pfx, password));
        }

        await using var server = await UpperBackServer.StartAsync(
            null,
            "--urls",
            "https://127.0.0.1:0",
            "--Kestrel:Certificates:Default:Path",
            path,
            "--Kestrel:Certificates:Default:Password",
            password
        );
        var instructor = await server.SignInAsync("Meera", "Asia/Kolkata", Contracts.Roles.Instructor);
        var plan = LiveFixture.PlanOn(server, SessionId.New(), instructor);
        await server.PublishAsync(plan);
        await using var client = Build(server, instructor, HttpTransportType.WebSockets);
        await client.StartAsync();
        await Eventually.Is(
            () =>
                client
                    .InvokeAsync<JoinResult>("Join", new JoinRequest(plan.SessionId))
                    .ContinueWith(join => join.IsCompletedSuccessfully),
            joined => joined
        );
        var offsets = new List<long>();
        client.On<Cue>(nameof(ILiveSessionClient.CueReceived), cue => offsets.Add(cue.Offset));

        await client.InvokeAsync<CueAck>("StartClass", new ClassRequest(plan.SessionId));

        await Eventually.Is(() => offsets.Count == 1);
        Assert.IsType<StockOutput>(FanOutTests.OutputOf(FanOutTests.RoomOf(server, plan.SessionId), instructor));
        File.Delete(path);
    }

    [Fact]
    public void ASettingThatIsNeitherWayIsRefused() =>
        Assert.Contains(
            "Live:FanOut is fast, but must be direct or stock.",
            new LiveOptions { FanOut = "fast" }.FindErrors()
        );

    [Fact]
    public async Task ACompressingClientIsAnsweredWithoutCompression()
    {
        var member = await fixture.Server.SignInAsync("Asha");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {member.Token}");
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        socket.Options.CollectHttpResponseDetails = true;

        await socket.ConnectAsync(new Uri($"ws://{fixture.Server.Address.Authority}/hubs/live"), default);

        Assert.DoesNotContain("Sec-WebSocket-Extensions", socket.HttpResponseHeaders!.Keys);
    }

    private static HubConnection Build(UpperBackServer server, TestMember member, HttpTransportType transport)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(server.Address, "/hubs/live"), transport, http =>
        {
            http.AccessTokenProvider = () => Task.FromResult<string?>(member.Token);
            http.HttpMessageHandlerFactory = _ => new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback =
                    HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
            };
            http.WebSocketConfiguration = socket => socket.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        });
        return builder.AddJsonProtocol(options => JsonSetup.Configure(options.PayloadSerializerOptions)).Build();
    }

    private static async Task<List<long>> ListenAsync(HubConnection client, SessionId session)
    {
        var offsets = new List<long>();
        client.On<Cue>(nameof(ILiveSessionClient.CueReceived), cue => offsets.Add(cue.Offset));
        await client.StartAsync();
        await client.InvokeAsync<JoinResult>("Join", new JoinRequest(session));
        return offsets;
    }
}
