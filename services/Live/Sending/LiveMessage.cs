using System.Buffers.Binary;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace UpperBack.Live.Sending;

/// <summary>One message to clients: written once for each protocol of the hub, and framed once, to however many
/// connections it goes.</summary>
internal sealed class LiveMessage
{
    private readonly InvocationMessage invocation;
    private readonly Lock gate = new();
    private volatile Frame? frames;
    private volatile SerializedHubMessage? serialized;

    private LiveMessage(string method, object argument) => invocation = new InvocationMessage(method, [argument]);

    /// <summary>The message that a call of the client is.</summary>
    /// <param name="call">Calls one method, once: <c>client => client.CueReceived(cue)</c>.</param>
    public static LiveMessage Of(Func<ILiveSessionClient, Task> call)
    {
        var recorder = new ClientCallRecorder((method, argument) => new LiveMessage(method, argument));
        _ = call(recorder);
        return recorder.Message;
    }

    /// <summary>For connections that SignalR writes to; it keeps the bytes for each protocol too.</summary>
    public SerializedHubMessage Serialized => serialized ??= new SerializedHubMessage(invocation);

    /// <summary>The message as a whole WebSocket frame of a server. Nobody may change it.</summary>
    public byte[] FrameFor(IHubProtocol protocol)
    {
        return Find() ?? Make();

        byte[]? Find()
        {
            for (var frame = frames; frame is not null; frame = frame.Next)
            {
                if (ReferenceEquals(frame.Protocol, protocol))
                    return frame.Bytes;
            }

            return null;
        }

        byte[] Make()
        {
            lock (gate)
            {
                if (Find() is { } made)
                    return made;

                var bytes = InFrame(protocol.GetMessageBytes(invocation).Span, protocol.TransferFormat);
                frames = new Frame(protocol, bytes, frames);
                return bytes;
            }
        }
    }

    /// <summary>RFC 6455, 5.2: one final frame, without a mask, as a server sends it.</summary>
    private static byte[] InFrame(ReadOnlySpan<byte> payload, TransferFormat format)
    {
        var header =
            payload.Length < 126 ? 2
            : payload.Length <= ushort.MaxValue ? 4
            : 10;
        var frame = new byte[header + payload.Length];
        frame[0] = format == TransferFormat.Binary ? ServerFrames.FinalBinary : ServerFrames.FinalText;
        frame[1] = (byte)(
            header == 2 ? payload.Length
            : header == 4 ? 126
            : 127
        );
        if (header == 4)
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        if (header == 10)
            BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)payload.Length);
        payload.CopyTo(frame.AsSpan(header));
        return frame;
    }

    private sealed record Frame(IHubProtocol Protocol, byte[] Bytes, Frame? Next);
}
