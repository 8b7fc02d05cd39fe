using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using UpperBack.Live.Sync;
using Verdict = UpperBack.Live.Sync.NodeMessageProtector.Verdict;

namespace UpperBack.Live.Tests;

/// <summary>Which payloads from Redis a node accepts.</summary>
public sealed class NodeMessageProtectorTests
{
    private static readonly HandsChanged Message = new(SessionId.New());

    private readonly EphemeralDataProtectionProvider keys = new();
    private readonly ShiftedClock clock = new();
    private readonly NodeMessageProtector one;
    private readonly NodeMessageProtector other;

    public NodeMessageProtectorTests() =>
        (one, other) = (new NodeMessageProtector(keys, clock), new NodeMessageProtector(keys, clock));

    [Fact]
    public void AnotherNodesMessageIsAcceptedOnce()
    {
        var first = one.Protect(Message);
        var second = one.Protect(Message);
        Assert.Equal(Verdict.Accepted, other.Unprotect(first, out var received));
        Assert.Equal(Message, received);
        Assert.Equal(Verdict.Accepted, other.Unprotect(second, out _));
        Assert.Equal(Verdict.Repeated, other.Unprotect(first, out received));
        Assert.Null(received);
        Assert.Equal(Verdict.Repeated, other.Unprotect(second, out _));
    }

    [Fact]
    public void ANodesOwnMessageIsNotAcceptedAgain() =>
        Assert.Equal(Verdict.Own, one.Unprotect(one.Protect(Message), out _));

    [Fact]
    public void APayloadThatWasChangedOrProtectedWithOtherKeysIsForged()
    {
        var payload = one.Protect(Message);
        for (var at = 0; at < payload.Length; at++)
        {
            var changed = payload.ToArray();
            changed[at] ^= 1;
            Assert.Equal(Verdict.Forged, other.Unprotect(changed, out _));
        }

        Assert.Equal(Verdict.Forged, other.Unprotect(payload[..^1], out _));
        Assert.Equal(Verdict.Forged, other.Unprotect([], out _));
        Assert.Equal(Verdict.Forged, other.Unprotect(RandomNumberGenerator.GetBytes(200), out _));
        var stranger = new NodeMessageProtector(new EphemeralDataProtectionProvider(), clock);
        Assert.Equal(Verdict.Forged, other.Unprotect(stranger.Protect(Message), out _));
        Assert.Equal(Verdict.Accepted, other.Unprotect(payload, out _));
    }

    [Fact]
    public void AMessageThatIsTooOldIsNotAcceptedByANodeThatHasJustStarted()
    {
        var payload = one.Protect(Message);
        clock.Advance(TimeSpan.FromMilliseconds(NodeMessageProtector.FreshMs + 1000));
        Assert.Equal(Verdict.Stale, new NodeMessageProtector(keys, clock).Unprotect(payload, out var received));
        Assert.Null(received);
    }
}
