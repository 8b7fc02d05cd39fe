using UpperBack.Contracts.Live;
using UpperBack.Live.Mirror;
using UpperBack.Testing.Mirror;

namespace UpperBack.Live.Tests.Mirror;

public sealed class MirrorHeaderTests
{
    private static readonly byte[] Key = new byte[32];

    [Theory]
    [InlineData(1, true, 0)]
    [InlineData(1, false, 0)]
    [InlineData(2, false, 1)]
    [InlineData(2, true, 2)]
    public void APictureIsRead(int kind, bool isKeyFrame, int codec)
    {
        var header = MirrorHeader.Read(new MirrorFrame(kind, isKeyFrame, codec, 255, 7, 1234, 99).Seal(Key, "x"u8));
        Assert.Equal(new MirrorHeader((MirrorKind)kind, isKeyFrame, 1234), header);
        Assert.Equal(kind == 1 ? MirrorLimits.TileBytes : MirrorLimits.LookInBytes, header!.Value.MaxBytes);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(1, 0b1000)]
    [InlineData(1, 0b0110)]
    [InlineData(1, 0b0100)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public void WhatDoesNotExistIsRefused(int at, byte value)
    {
        var message = new MirrorFrame(1, true, 0, 1, 1, 1).Seal(Key, "x"u8);
        Assert.NotNull(MirrorHeader.Read(message));
        message[at] = value;
        Assert.Null(MirrorHeader.Read(message));
    }

    [Fact]
    public void ItIsLongerThanItsHeaderAndTag()
    {
        var message = new MirrorFrame(1, true, 0, 1, 1, 1).Seal(Key, "x"u8);
        for (var length = 0; length < message.Length; length++)
            Assert.Null(MirrorHeader.Read(message.AsSpan(0, length)));
    }

    [Fact]
    public void AnAllowanceIsRefilledUpToItsBurst()
    {
        var allowance = new MirrorAllowance(perSecond: 10, burst: 20);
        Assert.True(allowance.TryTake(20, TimeSpan.Zero));
        Assert.False(allowance.TryTake(1, TimeSpan.Zero));
        Assert.True(allowance.TryTake(5, TimeSpan.FromSeconds(0.5)));
        Assert.False(allowance.TryTake(1, TimeSpan.FromSeconds(0.5)));
        Assert.True(allowance.TryTake(20, TimeSpan.FromHours(1)));
        Assert.False(allowance.TryTake(1, TimeSpan.FromHours(1)));
    }
}
