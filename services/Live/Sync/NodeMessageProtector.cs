using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;

namespace UpperBack.Live.Sync;

/// <summary>Protects the messages between nodes. Whoever can write to Redis can neither read one (a form note is
/// private) nor forge, change or replay one: they are encrypted with the keys of cookies and tokens, which the nodes of
/// a platform share and Redis never sees, and each node numbers its messages.</summary>
internal sealed class NodeMessageProtector(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How old a message may be, and how far two nodes' clocks may lie apart.</summary>
    public const long FreshMs = 60_000;

    private readonly IDataProtector protector = protection.CreateProtector("UpperBack.Live.Nodes");
    private readonly string node = Guid.NewGuid().ToString("n");
    private readonly ConcurrentDictionary<string, ProtectedMessage> lastByNode = new();
    private long lastNumber;

    /// <summary>What came of a payload.</summary>
    public enum Verdict
    {
        /// <summary>Another node's, and new.</summary>
        Accepted,

        /// <summary>This node's own.</summary>
        Own,

        /// <summary>No node's, or changed on its way.</summary>
        Forged,

        /// <summary>Received before.</summary>
        Repeated,

        /// <summary>A node's, but too old, or of a node whose clock is wrong: its content must be read from
        /// SQL.</summary>
        Stale,
    }

    /// <summary>Protects a message. Send the results in the order of these calls.</summary>
    public byte[] Protect(NodeMessage message) =>
        protector.Protect(
            JsonSerializer.SerializeToUtf8Bytes(
                new ProtectedMessage(node, ++lastNumber, clock.NowMs(), message),
                LiveJson.Options
            )
        );

    /// <summary>Checks a payload and gives its message; call it for one payload after the other.</summary>
    /// <exception cref="JsonException">A node of another version sends something that this one does not
    /// know.</exception>
    public Verdict Unprotect(byte[] payload, out NodeMessage? message)
    {
        message = null;
        byte[] json;
        try
        {
            if (payload.Length == 0)
                return Verdict.Forged;
            json = protector.Unprotect(payload);
        }
        catch (CryptographicException)
        {
            return Verdict.Forged;
        }

        var received = JsonSerializer.Deserialize<ProtectedMessage>(json, LiveJson.Options)!;
        if (received.Node == node)
            return Verdict.Own;
        if (Math.Abs(clock.NowMs() - received.AtMs) > FreshMs)
            return Verdict.Stale;
        if (lastByNode.TryGetValue(received.Node, out var last) && received.Number <= last.Number)
            return Verdict.Repeated;

        EvictStoppedNodes();
        lastByNode[received.Node] = received with { Message = null };
        message = received.Message;
        return Verdict.Accepted;
    }

    /// <summary>A node that was silent for so long need not be remembered: a replay of its messages is stale.</summary>
    private void EvictStoppedNodes()
    {
        foreach (var (other, last) in lastByNode)
        {
            if (clock.NowMs() - last.AtMs > 2 * FreshMs)
                lastByNode.TryRemove(other, out _);
        }
    }

    private sealed record ProtectedMessage(
        string Node,
        long Number,
        long AtMs,
        [property: JsonPropertyName("word")] NodeMessage? Message
    );
}
