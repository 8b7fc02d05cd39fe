using System.Buffers;
using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text.Json;

namespace UpperBack.Live.Mirror;

/// <summary>Reads the messages of one socket. A picture stays in the buffer it was read into, behind room for the
/// number of its tile, and is given away with it.</summary>
internal sealed class MirrorReader(WebSocket socket) : IDisposable
{
    /// <summary>Bytes before a picture that say whose it is.</summary>
    public const int TileBytes = 2;

    private const int FirstBytes = 4096;

    private static readonly JsonSerializerOptions Json = new(LiveJson.Options)
    {
        AllowOutOfOrderMetadataProperties = true,
    };

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int length;

    /// <summary>The last message.</summary>
    public ReadOnlySpan<byte> Message => buffer.AsSpan(TileBytes, length);

    /// <summary>Waits for the next message.</summary>
    /// <returns>What it is; null when it is longer than any may be.</returns>
    /// <exception cref="WebSocketException">The connection was lost.</exception>
    public async ValueTask<WebSocketMessageType?> ReadAsync(CancellationToken ct)
    {
        for (var filled = TileBytes; ; )
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(filled), ct);
            filled += received.Count;
            length = filled - TileBytes;
            if (received.MessageType == WebSocketMessageType.Close)
                return WebSocketMessageType.Close;
            if (length > MaxOf(received.MessageType))
                return null;
            if (received.EndOfMessage)
                return received.MessageType;
            if (filled == buffer.Length)
                Grow();
        }
    }

    /// <summary>The last message as text.</summary>
    /// <returns>Null when it is none that the mirror knows.</returns>
    public MirrorClientMessage? ReadText()
    {
        try
        {
            return JsonSerializer.Deserialize<MirrorClientMessage>(Message, Json);
        }
        catch (Exception ex) when (ex is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The last message as a picture, which takes its buffer along.</summary>
    public MirrorPicture DetachPicture(MirrorHeader header, int tile)
    {
        BinaryPrimitives.WriteUInt16BigEndian(buffer, (ushort)tile);
        var picture = new MirrorPicture(header, buffer, TileBytes + length);
        buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        return picture;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private static int MaxOf(WebSocketMessageType type) =>
        type == WebSocketMessageType.Text ? MirrorLimits.TextBytes : MirrorLimits.LookInBytes;

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
