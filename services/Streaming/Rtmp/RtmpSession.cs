using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Rtmp;

/// <summary>What a session asks of whoever holds its socket.</summary>
internal abstract record RtmpAction
{
    private RtmpAction() { }

    /// <summary>Send these bytes.</summary>
    internal sealed record Send(byte[] Bytes) : RtmpAction;

    /// <summary>The encoder wants to publish with this stream key; answer with <see cref="RtmpSession.Accept"/> or <see
    /// cref="RtmpSession.Refuse"/>.</summary>
    internal sealed record Publish(string StreamKey) : RtmpAction
    {
        /// <summary>Keeps the key out of logs.</summary>
        public override string ToString() => nameof(Publish);
    }

    /// <summary>A tag of video or audio.</summary>
    internal sealed record Media(bool IsVideo, uint Timestamp, byte[] Tag) : RtmpAction;

    /// <summary>The encoder is done.</summary>
    internal sealed record Stop : RtmpAction;
}

/// <summary>The server's side of one RTMP connection, without its socket: handshake, commands, media (Adobe RTMP 1.0).
/// Pure.</summary>
/// <param name="nonce">1,528 bytes of the server's handshake; any will do.</param>
internal sealed class RtmpSession(byte[] nonce)
{
    /// <summary>Bytes of the handshake's filling.</summary>
    public const int NonceLength = HandshakeLength - 8;

    private const int HandshakeLength = 1536;
    private const uint Window = 2_500_000;
    private const byte Version = 3;
    private const uint MediaStream = 1;
    private const string Application = "live";

    private readonly ChunkReader chunks = new();
    private readonly List<byte> handshake = new(1 + (2 * HandshakeLength));
    private bool shookHands;
    private bool publishes;
    private long received;
    private long acknowledged;

    /// <summary>Adds the next bytes.</summary>
    /// <exception cref="MalformedStreamException">This is no RTMP that can be used; close the connection.</exception>
    public IReadOnlyList<RtmpAction> Push(ReadOnlySpan<byte> bytes)
    {
        var actions = new List<RtmpAction>();
        received += bytes.Length;
        if (!shookHands)
            bytes = ShakeHands(bytes, actions);
        if (shookHands)
        {
            foreach (var message in chunks.Push(bytes))
                Add(message, actions);
        }

        if (received - acknowledged >= Window / 2)
        {
            acknowledged = received;
            actions.Add(new RtmpAction.Send(ChunkWriter.Control(3, (uint)received)));
        }

        return actions;
    }

    /// <summary>The key is right: tells the encoder to send.</summary>
    public static byte[] Accept() => Status("status", "NetStream.Publish.Start", "Go ahead.");

    /// <summary>Tells the encoder why nothing more is accepted.</summary>
    public static byte[] Refuse(string reason) => Status("error", "NetStream.Publish.BadName", reason);

    private static byte[] Status(string level, string code, string description) =>
        ChunkWriter.Command(
            MediaStream,
            "onStatus",
            0.0,
            null,
            new Dictionary<string, object?>
            {
                ["level"] = level,
                ["code"] = code,
                ["description"] = description,
            }
        );

    /// <summary>Answers C0 and C1 with S0, S1 and S2, and waits for C2.</summary>
    /// <returns>What follows the handshake.</returns>
    private ReadOnlySpan<byte> ShakeHands(ReadOnlySpan<byte> bytes, List<RtmpAction> actions)
    {
        var before = handshake.Count;
        var taken = Math.Min(bytes.Length, 1 + (2 * HandshakeLength) - before);
        handshake.AddRange(bytes[..taken]);
        if (handshake.Count > 0 && handshake[0] != Version)
            throw new MalformedStreamException("This is no RTMP connection. Set the encoder to rtmp:// and this port.");

        if (before <= HandshakeLength && handshake.Count > HandshakeLength)
            actions.Add(
                new RtmpAction.Send([Version, 0, 0, 0, 0, 0, 0, 0, 0, .. nonce, .. handshake[1..(1 + HandshakeLength)]])
            );
        shookHands = handshake.Count == 1 + (2 * HandshakeLength);
        return bytes[taken..];
    }

    private void Add(RtmpMessage message, List<RtmpAction> actions)
    {
        switch (message.Type)
        {
            case 8 or 9:
                if (!publishes)
                    throw new MalformedStreamException("The encoder sends media before it asked to publish.");
                actions.Add(new RtmpAction.Media(message.Type == 9, message.Timestamp, message.Payload));
                break;
            case 17 when message.Payload.Length > 0:
                AddCommand(Amf0.Read(message.Payload.AsSpan(1)), actions);
                break;
            case 20:
                AddCommand(Amf0.Read(message.Payload), actions);
                break;
        }
    }

    private void AddCommand(IReadOnlyList<object?> command, List<RtmpAction> actions)
    {
        if (command is not [string name, ..])
            throw new MalformedStreamException("The encoder sent an RTMP command without a name.");

        var transaction = command.Count > 1 && command[1] is double number ? number : 0;
        switch (name)
        {
            case "connect":
                Connect(transaction, command.Count > 2 ? command[2] as Dictionary<string, object?> : null, actions);
                break;
            case "createStream":
                Answer(actions, "_result", transaction, null, (double)MediaStream);
                break;
            case "releaseStream" or "FCPublish":
                Answer(actions, "_result", transaction, null, null);
                break;
            case "publish":
                if (publishes)
                    throw new MalformedStreamException("The encoder wants to publish twice on one connection.");
                publishes = true;
                actions.Add(
                    new RtmpAction.Publish(command.Count > 3 && command[3] is string key ? key.Split('?')[0] : "")
                );
                break;
            case "FCUnpublish" or "deleteStream" or "closeStream" when publishes:
                publishes = false;
                actions.Add(new RtmpAction.Stop());
                break;
            case "play":
                throw new MalformedStreamException("Nothing can be played here by RTMP. Watch in the class's room.");
        }
    }

    private static void Connect(double transaction, Dictionary<string, object?>? request, List<RtmpAction> actions)
    {
        var application = (request?.GetValueOrDefault("app") as string)?.Trim('/') ?? "";
        if (application != Application)
            throw new MalformedStreamException(
                $"The server address must end in /{Application}: rtmp://host:port/{Application}. "
                    + "The stream key goes into its own field."
            );

        actions.Add(
            new RtmpAction.Send([
                .. ChunkWriter.Control(5, Window),
                .. ChunkWriter.PeerBandwidth(Window),
                .. ChunkWriter.Control(1, ChunkWriter.ChunkSize),
            ])
        );
        Answer(
            actions,
            "_result",
            transaction,
            new Dictionary<string, object?> { ["fmsVer"] = "FMS/3,0,1,123", ["capabilities"] = 31.0 },
            new Dictionary<string, object?>
            {
                ["level"] = "status",
                ["code"] = "NetConnection.Connect.Success",
                ["description"] = "Connected.",
                ["objectEncoding"] = 0.0,
            }
        );
    }

    private static void Answer(List<RtmpAction> actions, params object?[] values) =>
        actions.Add(new RtmpAction.Send(ChunkWriter.Command(0, values)));
}
