using System.Buffers;
using System.Buffers.Text;
using System.Text;
using MessagePack;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using UpperBack.Contracts.Live;

namespace UpperBack.Crowd.Sockets;

/// <summary>One of the hub's two protocols. What is called and answered is written and read by SignalR; of the many
/// cues only what counts is looked for.</summary>
internal sealed class HubCodec : IInvocationBinder
{
    /// <summary>Ids of calls, by which their answers are known.</summary>
    public const string Joining = "1",
        Starting = "2",
        Cueing = "3",
        Else = "4";

    private const string CuePrefix = "crowd-";
    private const int NumberLength = 8;
    private const int Invocation = 1;
    private const int Completion = 3;

    private static readonly byte[] CueMethod = Encoding.UTF8.GetBytes(nameof(ILiveSessionClient.CueReceived));
    private static readonly byte[] CueMark = Encoding.UTF8.GetBytes(CuePrefix);

    private readonly IHubProtocol protocol;
    private readonly byte opcode;
    private readonly byte[] offsetName;

    private HubCodec(IHubProtocol protocol, byte[] offsetName)
    {
        (this.protocol, this.offsetName) = (protocol, offsetName);
        opcode = IsText ? WebSocketMessages.Text : WebSocketMessages.Binary;
        Hello = WebSocketMessages.Frame(
            WebSocketMessages.Text,
            Encoding.UTF8.GetBytes($$"""{"protocol":"{{protocol.Name}}","version":1}""" + '\u001e')
        );
        Ping = Frame(PingMessage.Instance);
    }

    public static HubCodec Json { get; } = new(HubProtocols.Json, [.. "\"offset\":"u8]);

    public static HubCodec MessagePack { get; } = new(HubProtocols.MessagePack, [0xa6, .. "Offset"u8]);

    /// <summary>Says which protocol is spoken.</summary>
    public byte[] Hello { get; }

    public byte[] Ping { get; }

    private bool IsText => protocol.TransferFormat == TransferFormat.Text;

    /// <summary>A call, as a frame.</summary>
    public byte[] Call(string id, string method, object argument) =>
        Frame(new InvocationMessage(id, method, [argument]));

    /// <summary>What a cue is called by its sender.</summary>
    public static string CueId(int number) => FormattableString.Invariant($"{CuePrefix}{number:00000000}");

    /// <summary>Takes the first message of a payload.</summary>
    public bool TryTake(ref ReadOnlySpan<byte> payload, out HubText message)
    {
        message = default;
        if (payload.IsEmpty)
            return false;
        var (prefix, length) = IsText ? (0, payload.IndexOf((byte)0x1e) + 1) : ReadLength(payload);
        if (length <= 0 || length > payload.Length)
            return false;
        message = new HubText(payload[..length], prefix);
        payload = payload[length..];
        return true;
    }

    /// <summary>Whether it is a call of the server's, and of which method: a cue, or anything else.</summary>
    public bool IsCall(HubText message, out bool isCue)
    {
        var body = message.Body;
        isCue = KindOf(body) == Invocation && body[..Math.Min(64, body.Length)].IndexOf(CueMethod) >= 0;
        return KindOf(body) == Invocation;
    }

    /// <summary>Where a cue stands in the log, and its number; -1 for one that the crowd did not send.</summary>
    public (long Offset, int Number) ReadCue(HubText message)
    {
        var after = message.Body[(message.Body.IndexOf(offsetName) + offsetName.Length)..];
        long offset;
        if (IsText)
            Utf8Parser.TryParse(after, out offset, out _);
        else
            offset = ReadInteger(after);
        var mark = message.Body.IndexOf(CueMark);
        return
            mark >= 0
            && Utf8Parser.TryParse(message.Body.Slice(mark + CueMark.Length, NumberLength), out int number, out _)
            ? (offset, number)
            : (offset, -1);
    }

    /// <summary>The answer to a call; null when it is none.</summary>
    public CompletionMessage? ReadAnswer(HubText message)
    {
        if (KindOf(message.Body) != Completion)
            return null;
        var whole = new ReadOnlySequence<byte>(message.Whole.ToArray());
        return protocol.TryParseMessage(ref whole, this, out var parsed) ? parsed as CompletionMessage : null;
    }

    /// <inheritdoc/>
    public Type GetReturnType(string invocationId) => invocationId == Joining ? typeof(JoinResult) : typeof(object);

    /// <inheritdoc/>
    public IReadOnlyList<Type> GetParameterTypes(string methodName) => [];

    /// <inheritdoc/>
    public Type GetStreamItemType(string streamId) => typeof(object);

    private static long ReadInteger(ReadOnlySpan<byte> from) =>
        new MessagePackReader(from[..Math.Min(9, from.Length)].ToArray()).ReadInt64();

    private static (int Prefix, int Length) ReadLength(ReadOnlySpan<byte> payload)
    {
        var length = 0;
        for (var at = 0; at < payload.Length && at < 5; at++)
        {
            length |= (payload[at] & 0x7f) << (7 * at);
            if ((payload[at] & 0x80) == 0)
                return (at + 1, at + 1 + length);
        }

        return (0, 0);
    }

    private int KindOf(ReadOnlySpan<byte> body)
    {
        // {"type":1, … or an array whose first element is the kind.
        var at = IsText ? 8 : 1;
        return body.Length <= at ? 0 : body[at] - (IsText ? '0' : 0);
    }

    private byte[] Frame(HubMessage message) => WebSocketMessages.Frame(opcode, protocol.GetMessageBytes(message).Span);
}

/// <summary>A message of the hub as it was written.</summary>
/// <param name="whole">With the length before it, or the separator behind.</param>
/// <param name="prefix">How long that length is.</param>
internal readonly ref struct HubText(ReadOnlySpan<byte> whole, int prefix)
{
    public ReadOnlySpan<byte> Whole { get; } = whole;

    public ReadOnlySpan<byte> Body => Whole[prefix..];
}
