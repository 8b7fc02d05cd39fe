using CsCheck;
using UpperBack.Live.Sending;

namespace UpperBack.Live.Tests;

public sealed class BacklogProperties
{
    [Fact]
    public void WhatIsAddedLeavesOnceInOrderInWritesThatAreNotTooLarge() =>
        Gen.Int[1, 200_000]
            .Array[0, 400]
            .Sample(
                lengths =>
                {
                    var backlog = new Backlog();
                    var (write, written) = (new BacklogWrite(), new MemoryStream());
                    var waiting = new Queue<TaskCompletionSource>();
                    var (added, total) = ((byte)0, 0);
                    foreach (var length in lengths)
                    {
                        var bytes = new byte[length];
                        Array.Fill(bytes, added++);
                        waiting.Enqueue(new TaskCompletionSource());
                        backlog.Add(bytes, 1, waiting.Last());
                        total += length;

                        // Some of it leaves while more comes.
                        if (length % 3 == 0)
                            Leave();
                    }

                    while (Leave()) { }
                    Assert.Equal(total, written.Length);
                    Assert.Equal(0, backlog.Messages);
                    Assert.Empty(waiting);
                    var all = written.ToArray();
                    var at = 0;
                    for (var i = 0; i < lengths.Length; at += lengths[i++])
                        Assert.False(all.AsSpan(at, lengths[i]).ContainsAnyExcept((byte)i));

                    bool Leave()
                    {
                        backlog.Take(write);
                        Assert.InRange(write.Bytes, 0, 64 * 1024);
                        foreach (var segment in write.Segments)
                            written.Write(segment);
                        foreach (var finished in write.Finishing)
                            Assert.Same(waiting.Dequeue(), finished);
                        return write.Segments.Count > 0;
                    }
                },
                iter: 30
            );
}
