using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace UpperBack.Host.Tests.Deploy;

/// <summary>A stand-in for a node: it answers everything with its name and the headers that it got.</summary>
internal sealed class EchoNode : IAsyncDisposable
{
    public const string NodeHeader = "X-Node";

    private readonly WebApplication app;

    private EchoNode(WebApplication app) => this.app = app;

    /// <summary>Address and port.</summary>
    public string Authority => new Uri(app.Urls.First()).Authority;

    /// <summary>New live connections are refused, as by a node that stops.</summary>
    public bool RefusesHubs { get; set; }

    public static async Task<EchoNode> StartAsync(string name)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var node = new EchoNode(app);
        app.UseWebSockets();
        app.Run(context => node.AnswerAsync(name, context));
        await app.StartAsync();
        return node;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(string name, HttpContext context)
    {
        context.Response.Headers[NodeHeader] = name;
        if (RefusesHubs && context.Request.Path.StartsWithSegments("/hubs"))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        if (context.WebSockets.IsWebSocketRequest)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[16];
            var received = await socket.ReceiveAsync(buffer, context.RequestAborted);
            await socket.SendAsync(
                buffer.AsMemory(0, received.Count),
                WebSocketMessageType.Text,
                true,
                context.RequestAborted
            );
            return;
        }

        await context.Response.WriteAsync(
            string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}"))
        );
    }
}
