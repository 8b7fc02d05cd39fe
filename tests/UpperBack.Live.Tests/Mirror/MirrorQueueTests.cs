using System.Buffers.Binary;
using CsCheck;
using UpperBack.Live.Mirror;

namespace UpperBack.Live.Tests.Mirror;

public sealed class MirrorQueueTests
{
    private const int Tiles = 3;

    /// <summary>What happens: of a tile comes a key frame, or a picture that refers to the one before it; or the reader
    /// takes one.</summary>
    private static readonly Gen<(int Tile, int What)[]> AnyEvents = Gen.Select(Gen.Int[1, Tiles], Gen.Int[0, 9]).Array[
        0,
        200
    ];

    [Fact]
    public void WhatIsReadCanBeDecodedAndIsNeverMuch() =>
        AnyEvents.Sample(events =>
        {
            var queue = new MirrorQueue();
            var next = new int[Tiles + 1];
            var decoded = new int[Tiles + 1];
            var (waiting, made, dropped, read) = (0, 0, 0, 0);
            foreach (var (tile, what) in events)
            {
                if (what >= 6)
                {
                    if (queue.Next() is not { } picture)
                    {
                        Assert.Equal(0, waiting);
                        continue;
                    }

                    var (from, number) = Read(picture);
                    Assert.True(picture.Header.IsKeyFrame || decoded[from] == number - 1, "It refers to another one.");
                    decoded[from] = number;
                    waiting--;
                    read++;
                }
                else
                {
                    made++;
                    var lost = queue.Add(tile, Make(tile, ++next[tile], isKeyFrame: what == 0));
                    dropped += lost;
                    waiting += 1 - lost;
                }

                Assert.InRange(waiting, 0, Tiles * 2);
                Assert.Equal(waiting, queue.Count);
                Assert.False(waiting > 0 && queue.IsEmpty);
            }

            Assert.Equal(made, dropped + read + waiting);
        });

    [Fact]
    public void ASlowReaderGoesOnWithTheNextKeyFrame()
    {
        var queue = new MirrorQueue();
        Assert.True(queue.NeedsKeyFrame(1, MirrorKind.Tile));
        Assert.Equal(1, queue.Add(1, Make(1, 1, isKeyFrame: false)));
        Assert.Equal(0, queue.Add(1, Make(1, 2, isKeyFrame: true)));
        Assert.Equal(0, queue.Add(1, Make(1, 3, isKeyFrame: false)));
        Assert.Equal(3, queue.Add(1, Make(1, 4, isKeyFrame: false)));
        Assert.True(queue.NeedsKeyFrame(1, MirrorKind.Tile));
        Assert.Null(queue.Next());
        Assert.Equal(1, queue.Add(1, Make(1, 5, isKeyFrame: false)));
        Assert.Equal(0, queue.Add(1, Make(1, 6, isKeyFrame: true)));
        Assert.Equal((1, 6), Read(queue.Next()!));
        Assert.Null(queue.Next());
    }

    [Fact]
    public void MembersTakeTurns()
    {
        var queue = new MirrorQueue();
        queue.Add(1, Make(1, 1, isKeyFrame: true));
        queue.Add(1, Make(1, 2, isKeyFrame: false));
        queue.Add(2, Make(2, 1, isKeyFrame: true));
        Assert.Equal((1, 1), Read(queue.Next()!));
        Assert.Equal((2, 1), Read(queue.Next()!));
        Assert.Equal((1, 2), Read(queue.Next()!));
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public void WhatWasSkippedOrRemovedBeginsWithAKeyFrame()
    {
        var queue = new MirrorQueue();
        queue.Add(1, Make(1, 1, isKeyFrame: true));
        queue.Skip(1, MirrorKind.Tile);
        Assert.Equal(1, queue.Add(1, Make(1, 3, isKeyFrame: false)));
        Assert.Equal((1, 1), Read(queue.Next()!));
        queue.Add(1, Make(1, 4, isKeyFrame: true));
        queue.Remove(1, MirrorKind.Tile);
        Assert.Null(queue.Next());
        Assert.True(queue.NeedsKeyFrame(1, MirrorKind.Tile));
    }

    private static MirrorPicture Make(int tile, int number, bool isKeyFrame)
    {
        var bytes = new byte[64];
        BinaryPrimitives.WriteInt32BigEndian(bytes, tile);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), number);
        return new MirrorPicture(new MirrorHeader(MirrorKind.Tile, isKeyFrame, 0), bytes, bytes.Length);
    }

    private static (int Tile, int Number) Read(MirrorPicture picture) =>
        (
            BinaryPrimitives.ReadInt32BigEndian(picture.Message.Span),
            BinaryPrimitives.ReadInt32BigEndian(picture.Message.Span[4..])
        );
}
