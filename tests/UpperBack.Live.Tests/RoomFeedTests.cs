using System.Collections.Concurrent;
using UpperBack.Live.Sending;

namespace UpperBack.Live.Tests;

public sealed class RoomFeedTests
{
    [Fact]
    public async Task AFollowerIsSentWhatIsPublishedWhileItFollowsInOrderAndOnce()
    {
        const int All = 5_000;
        var feed = new RoomFeed();
        var published = Enumerable.Range(0, All).Select(i => SocketPair.Message($"{i}")).ToArray();
        var numbers = published.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        var constant = Enumerable.Range(0, 5).Select(_ => new RecordingOutput()).ToArray();
        foreach (var output in constant)
            output.Follow(feed);

        var passing = new ConcurrentBag<RecordingOutput>();
        var publishing = Task.Run(() =>
        {
            foreach (var (number, message) in published.Index())
            {
                feed.Publish(message);
                if (number % 20 == 0)
                    Thread.Sleep(0);
            }
        });
        var coming = Enumerable
            .Range(0, 4)
            .Select(seed =>
                Task.Run(() =>
                {
                    var random = new Random(seed);
                    do
                    {
                        var output = new RecordingOutput();
                        passing.Add(output);
                        output.Follow(feed);
                        output.Follow(feed);
                        Thread.SpinWait(random.Next(20_000));
                        output.Send(SocketPair.Message("own"));
                        Thread.SpinWait(random.Next(20_000));
                        output.Unfollow(feed);
                        output.Close();
                    } while (!publishing.IsCompleted);
                })
            );
        await Task.WhenAll([publishing, .. coming]);

        foreach (var output in constant)
            await Eventually.Is(() => output.Written.Count == All);
        Assert.All(constant, output => Assert.Equal(published, output.Written));
        Assert.NotEmpty(passing);
        foreach (var output in passing)
        {
            Assert.False(output.WroteAfterTheEnd);
            var taken = output.Written.Where(numbers.ContainsKey).Select(message => numbers[message]).ToArray();
            Assert.Equal(Enumerable.Range(taken.FirstOrDefault(), taken.Length), taken);
            Assert.Single(output.Written, message => !numbers.ContainsKey(message));
        }
    }

    [Fact]
    public void AnOwnMessageComesAfterWhatWasPublishedBeforeIt()
    {
        var (feed, output) = (new RoomFeed(), new RecordingOutput());
        output.Follow(feed);
        for (var i = 0; i < 1000; i++)
        {
            var (published, own) = (SocketPair.Message("published"), SocketPair.Message("own"));
            feed.Publish(published);
            output.Send(own);

            var written = output.Written;
            Assert.True(written.IndexOf(published) < written.IndexOf(own));
            Assert.Equal(2 * (i + 1), written.Count);
        }
    }

    [Fact]
    public async Task WhatIsPublishedDuringAPassLeavesTogetherInTheNext()
    {
        using var goOn = new ManualResetEventSlim();
        var feed = new RoomFeed();
        var output = new RecordingOutput { BeforeEachPass = goOn.Wait };
        output.Follow(feed);

        for (var i = 0; i < 31; i++)
            feed.Publish(SocketPair.Message($"{i}"));
        goOn.Set();

        await Eventually.Is(() => output.Written.Count == 31);
        Assert.InRange(output.Passes, 1, 2);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(600, false)]
    public async Task ACrowdsPassLeavesTheThreadPoolToOthers(int followers, bool isOnThePool)
    {
        var (feed, wasOnThePool) = (new RoomFeed(), new ConcurrentBag<bool>());
        var outputs = Enumerable
            .Range(0, followers)
            .Select(_ => new RecordingOutput
            {
                BeforeEachPass = () => wasOnThePool.Add(Thread.CurrentThread.IsThreadPoolThread),
            })
            .ToArray();
        foreach (var output in outputs)
            output.Follow(feed);

        feed.Publish(SocketPair.Message("one"));
        await Eventually.Is(() => outputs.All(output => output.Written.Count == 1));
        feed.Publish(SocketPair.Message("two"));
        await Eventually.Is(() => outputs.All(output => output.Written.Count == 2));

        Assert.Equal(2 * followers, wasOnThePool.Count);
        Assert.All(wasOnThePool, on => Assert.Equal(isOnThePool, on));
    }

    [Fact]
    public async Task WhatFailsForOneIsHeardByTheOthers()
    {
        var feed = new RoomFeed();
        var (first, broken, last) = (
            new RecordingOutput(),
            new RecordingOutput { BeforeEachPass = () => throw new InvalidDataException() },
            new RecordingOutput()
        );
        foreach (var output in (RecordingOutput[])[first, broken, last])
            output.Follow(feed);

        feed.Publish(SocketPair.Message("one"));
        await Eventually.Is(() => first.Written.Count == 1 && last.Written.Count == 1);
        feed.Publish(SocketPair.Message("two"));

        await Eventually.Is(() => first.Written.Count == 2 && last.Written.Count == 2);
        Assert.IsType<InvalidDataException>(broken.Lost);
        Assert.Empty(broken.Written);
    }
}
