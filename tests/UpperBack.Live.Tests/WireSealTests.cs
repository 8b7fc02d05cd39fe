using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using UpperBack.Contracts.Ids;
using UpperBack.Live.Nodes;
using UpperBack.Testing;

namespace UpperBack.Live.Tests;

/// <summary>What nodes believe of what comes through Redis.</summary>
public sealed class WireSealTests
{
    private static readonly HandsChanged Word = new(SessionId.New());

    private readonly EphemeralDataProtectionProvider keys = new();
    private readonly ShiftedClock clock = new();
    private readonly NodeMessageProtector one;
    private readonly NodeMessageProtector other;

    public WireSealTests() =>
        (one, other) = (new NodeMessageProtector(keys, clock), new NodeMessageProtector(keys, clock));

    [Fact]
    public void AnotherNodesWordIsHeardOnce()
    {
        var first = one.Seal(Word);
        var second = one.Seal(Word);
        Assert.Equal(NodeMessageProtector.Verdict.Heard, other.Open(first, out var heard));
        Assert.Equal(Word, heard);
        Assert.Equal(NodeMessageProtector.Verdict.Heard, other.Open(second, out _));
        Assert.Equal(NodeMessageProtector.Verdict.Repeated, other.Open(first, out heard));
        Assert.Null(heard);
        Assert.Equal(NodeMessageProtector.Verdict.Repeated, other.Open(second, out _));
    }

    [Fact]
    public void ANodesOwnWordIsNotHeardAgain() =>
        Assert.Equal(NodeMessageProtector.Verdict.Own, one.Open(one.Seal(Word), out _));

    [Fact]
    public void WhatWasChangedOrSealedWithOtherKeysIsNoNodes()
    {
        var message = one.Seal(Word);
        for (var at = 0; at < message.Length; at++)
        {
            var changed = message.ToArray();
            changed[at] ^= 1;
            Assert.Equal(NodeMessageProtector.Verdict.Forged, other.Open(changed, out _));
        }

        Assert.Equal(NodeMessageProtector.Verdict.Forged, other.Open(message[..^1], out _));
        Assert.Equal(NodeMessageProtector.Verdict.Forged, other.Open([], out _));
        Assert.Equal(NodeMessageProtector.Verdict.Forged, other.Open(RandomNumberGenerator.GetBytes(200), out _));
        Assert.Equal(
            NodeMessageProtector.Verdict.Forged,
            other.Open(new NodeMessageProtector(new EphemeralDataProtectionProvider(), clock).Seal(Word), out _)
        );
        Assert.Equal(NodeMessageProtector.Verdict.Heard, other.Open(message, out _));
    }

    [Fact]
    public void AWordThatIsTooOldIsNotHeardByANodeThatHasJustStarted()
    {
        var message = one.Seal(Word);
        clock.Advance(TimeSpan.FromMilliseconds(NodeMessageProtector.FreshMs + 1000));
        Assert.Equal(
            NodeMessageProtector.Verdict.Stale,
            new NodeMessageProtector(keys, clock).Open(message, out var heard)
        );
        Assert.Null(heard);
    }
}
