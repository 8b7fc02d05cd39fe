using System.Net.WebSockets;
using System.Text;

namespace UpperBack.Live.Tests;

/// <summary>The hub's protocol as it is on the wire, for what SignalR's own client never does.</summary>
internal static class HubSocket
{
    /// <summary>A connection that has said which protocol it speaks.</summary>
    /// <param name="server">Where.</param>
    /// <param name="member">Who connects.</param>
    /// <param name="invoker">Opens the connection in its own way; null for the usual one.</param>
    public static async Task<ClientWebSocket> ConnectAsync(
        UpperBackServer server,
        TestMember member,
        HttpMessageInvoker? invoker = null
    )
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {member.Token}");
        await socket.ConnectAsync(
            new UriBuilder(server.Address) { Scheme = "ws", Path = "/hubs/live" }.Uri,
            invoker,
            default
        );
        await socket.SendJsonAsync("""{"protocol":"json","version":1}""");
        return socket;
    }

    public static Task SendJsonAsync(this ClientWebSocket socket, string json) =>
        socket.SendAsync(
            Encoding.UTF8.GetBytes(json + '\u001e'),
            WebSocketMessageType.Text,
            endOfMessage: true,
            default
        );
}
