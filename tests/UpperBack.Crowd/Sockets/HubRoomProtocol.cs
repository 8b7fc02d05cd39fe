using System.Buffers.Binary;
using System.Text;
using Microsoft.AspNetCore.SignalR.Protocol;
using UpperBack.Contracts.Live;

namespace UpperBack.Crowd.Sockets;

/// <summary>The live hub: enters the room of a class, follows its log and checks it. The leader starts the
/// class, unless somebody else leads it.</summary>
internal sealed class HubRoomProtocol(Uri server, SessionId session, bool isLed) : ICrowdProtocol
{
    private const string Words =
        "Lengthen the back of the neck, let the shoulder blades slide down, breathe wide into the ribs as you rise.";

    private static readonly CueContent Content = new(CueKinds.Form, Words);

    /// <summary>The server's clock less this machine's, in milliseconds.</summary>
    public long ServerAheadMs { get; private set; }

    /// <inheritdoc/>
    public byte[] Greeting(Participant who) =>
        Encoding.ASCII.GetBytes(
            $"""
            GET /hubs/live HTTP/1.1
            Host: {server.Authority}
            Authorization: Bearer {who.Account.Token}
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dXBwZXItYmFjay1jcm93ZA==


            """.ReplaceLineEndings("\r\n")
        );

    /// <inheritdoc/>
    public byte[] Cue(int number) =>
        HubCodec.Json.Call(
            HubCodec.Cueing,
            nameof(ILiveSessionHub.SendCue),
            new SendCueRequest(session, HubCodec.CueId(number), Content)
        );

    /// <inheritdoc/>
    public byte[] Ping(Participant who) => who.Codec.Ping;

    /// <inheritdoc/>
    public int Receive(CrowdSockets crowd, Participant who, ReadOnlySpan<byte> received)
    {
        var used = 0;
        if (who.HubStage == HubStage.Upgrading)
        {
            used = received.IndexOf("\r\n\r\n"u8) + 4;
            if (used < 4)
                return 0;
            if (!received.StartsWith("HTTP/1.1 101"u8))
            {
                crowd.Lose(who, Encoding.ASCII.GetString(received[..received.IndexOf("\r\n"u8)]));
                return used;
            }

            who.HubStage = HubStage.Greeting;
            crowd.Send(who, who.Codec.Hello);
        }

        while (
            who.Socket is not null
            && WebSocketMessages.Take(received[used..], out var opcode, out var payload) is var length and > 0
        )
        {
            used += length;
            if (opcode == WebSocketMessages.Ping)
                crowd.Send(who, WebSocketMessages.Frame(WebSocketMessages.Pong, payload));
            else if (opcode == WebSocketMessages.Closing)
                crowd.Lose(who, WhyClosed(payload));
            else if (opcode is WebSocketMessages.Text or WebSocketMessages.Binary)
                ReadMessages(crowd, who, payload);
        }

        return used;
    }

    private void ReadMessages(CrowdSockets crowd, Participant who, ReadOnlySpan<byte> payload)
    {
        if (who.HubStage == HubStage.Greeting)
        {
            if (payload.IndexOf("error"u8) >= 0)
            {
                crowd.Lose(who, Encoding.UTF8.GetString(payload));
                return;
            }

            who.HubStage = HubStage.Joining;
            payload = payload[(payload.IndexOf((byte)0x1e) + 1)..];
            var after = who is { Epoch: { } epoch, Offset: >= 0 } ? new LogPosition(epoch, who.Offset) : null;
            crowd.Send(
                who,
                who.Codec.Call(HubCodec.Joining, nameof(ILiveSessionHub.Join), new JoinRequest(session, after))
            );
        }

        while (who.Socket is not null && who.Codec.TryTake(ref payload, out var message))
        {
            if (who.Codec.IsCall(message, out var isCue) && !isCue)
                crowd.Counts.Others++;
            else if (isCue)
                FollowCue(crowd, who, message);
            else if (who.Codec.ReadAnswer(message) is { } answer)
                HandleAnswer(crowd, who, answer, message.Whole.Length);
        }
    }

    private static void FollowCue(CrowdSockets crowd, Participant who, HubText message)
    {
        var (offset, number) = who.Codec.ReadCue(message);
        var counts = crowd.Counts;
        counts.Cues++;
        counts.CueBytes += message.Whole.Length + (message.Whole.Length < 126 ? 2 : 4);
        if (offset <= who.Offset)
            counts.Duplicates++;
        else if (who.Offset >= 0)
            counts.Gaps += offset - who.Offset - 1;
        who.Offset = Math.Max(who.Offset, offset);

        // What was missed comes before the answer to the join, and up to the head that it names.
        if (number >= 0 && who.Stage == Stage.In && offset > who.LiveAfter && !who.IsLeader)
            crowd.Cues.Arrived(number, crowd.Now);
    }

    private void HandleAnswer(CrowdSockets crowd, Participant who, CompletionMessage answer, int length)
    {
        if (answer.Error is { } error)
        {
            var code = CodeOf(error);
            if (who.Stage == Stage.In)
                CrowdCounts.Count(crowd.Counts.RefusedCalls, code);
            else
                crowd.Lose(who, code);
        }
        else if (answer is { InvocationId: HubCodec.Joining, Result: JoinResult room })
        {
            Enter(crowd, who, room, length);
        }
        else if (answer.InvocationId == HubCodec.Starting)
        {
            crowd.Enter(who);
        }
        else if (answer.InvocationId == HubCodec.Cueing)
        {
            crowd.Counts.Acknowledged++;
        }
    }

    private void Enter(CrowdSockets crowd, Participant who, JoinResult room, int length)
    {
        if (room.Resync)
        {
            crowd.Counts.Resyncs++;
            who.Offset = Participant.Anywhere;
        }

        (who.Epoch, who.LiveAfter) = (room.Head.Epoch, room.Head.Offset);
        if (!who.IsLeader)
        {
            crowd.Counts.JoinBytes = length;
            crowd.Counts.ToldAlone += room.Presence.Count < 2 ? 1 : 0;
            crowd.Enter(who);
            return;
        }

        ServerAheadMs = room.ServerTimeMs - DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        if (isLed || room.ClassStartedAtMs is not null)
        {
            crowd.Enter(who);
            return;
        }

        crowd.Send(
            who,
            who.Codec.Call(HubCodec.Starting, nameof(ILiveSessionHub.StartClass), new ClassRequest(session))
        );
    }

    private static string CodeOf(string error) =>
        error.IndexOf('{', StringComparison.Ordinal) is var at and >= 0
            ? JsonDocument.Parse(error[at..]).RootElement.GetProperty("code").GetString()!
            : error;

    private static string WhyClosed(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 2)
            return "closed by the server";
        var words = Encoding.UTF8.GetString(payload[2..]);
        return $"closed with {BinaryPrimitives.ReadUInt16BigEndian(payload)} {words}".TrimEnd();
    }
}
