using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using UpperBack.Kernel.Time;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Nodes;

/// <summary>Seals what this node tells the others, and opens what they tell it. Whoever gets at Redis can neither read
/// a word (a note is private) nor make one up, change one, or tell one again: the seal is made with the keys of cookies
/// and tokens, which the nodes of a platform share and Redis never sees, and each node numbers its words.</summary>
internal sealed class NodeMessageProtector(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How old a word may be, and how far two nodes' clocks may lie apart.</summary>
    public const long FreshMs = 60_000;

    private readonly IDataProtector protector = protection.CreateProtector("UpperBack.Live.Nodes");
    private readonly string node = Guid.NewGuid().ToString("n");
    private readonly ConcurrentDictionary<string, ProtectedMessage> lastHeard = new();
    private long told;

    /// <summary>What opening comes to.</summary>
    public enum Verdict
    {
        /// <summary>Another node's, and new.</summary>
        Heard,

        /// <summary>This node's own.</summary>
        Own,

        /// <summary>No node's; or changed on its way.</summary>
        Forged,

        /// <summary>Heard before.</summary>
        Repeated,

        /// <summary>A node's, but too old, or of a node whose clock is wrong: what it says must be read from
        /// SQL.</summary>
        Stale,
    }

    /// <summary>Seals a word. They are to be sent in the order of their sealing.</summary>
    public byte[] Seal(NodeMessage message) =>
        protector.Protect(
            JsonSerializer.SerializeToUtf8Bytes(
                new ProtectedMessage(node, ++told, clock.NowMs(), message),
                RoomRegistry.Json
            )
        );

    /// <summary>Opens what came; one after the other.</summary>
    /// <exception cref="JsonException">A node of another version says something that this one does not
    /// know.</exception>
    public Verdict Open(byte[] sealedMessage, out NodeMessage? message)
    {
        message = null;
        byte[] opened;
        try
        {
            if (sealedMessage.Length == 0)
                return Verdict.Forged;
            opened = protector.Unprotect(sealedMessage);
        }
        catch (CryptographicException)
        {
            return Verdict.Forged;
        }

        var said = JsonSerializer.Deserialize<ProtectedMessage>(opened, RoomRegistry.Json)!;
        if (said.Node == node)
            return Verdict.Own;
        if (Math.Abs(clock.NowMs() - said.AtMs) > FreshMs)
            return Verdict.Stale;
        if (lastHeard.TryGetValue(said.Node, out var last) && said.Number <= last.Number)
            return Verdict.Repeated;

        Evict();
        lastHeard[said.Node] = said with { Word = null };
        message = said.Word;
        return Verdict.Heard;
    }

    /// <summary>Whom nothing was heard of for so long is gone; its words are too old by now.</summary>
    private void Evict()
    {
        foreach (var (gone, last) in lastHeard)
        {
            if (clock.NowMs() - last.AtMs > 2 * FreshMs)
                lastHeard.TryRemove(gone, out _);
        }
    }

    private sealed record ProtectedMessage(string Node, long Number, long AtMs, NodeMessage? Word);
}
