using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Tests.Streams;

public sealed class SerialQueueTests
{
    [Fact]
    public async Task AQueueRunsAllItWasGivenInOrderAndRefusesWhatIsTooMuch()
    {
        var failures = new List<Exception>();
        var queue = new SerialQueue(10, failures.Add);
        var done = new List<int>();
        var open = new TaskCompletionSource();
        var isRunning = new TaskCompletionSource();
        Assert.True(
            queue.TryAdd(() =>
            {
                isRunning.SetResult();
                return open.Task;
            })
        );
        await isRunning.Task;
        for (var i = 0; i < 10; i++)
        {
            var number = i;
            Assert.True(
                queue.TryAdd(() =>
                    number == 3 ? throw new InvalidOperationException("three") : Task.Run(() => done.Add(number))
                )
            );
        }

        Assert.False(queue.TryAdd(() => Task.CompletedTask));
        var flushed = queue.FlushAsync(CancellationToken.None);
        open.SetResult();
        await flushed;
        Assert.Equal([0, 1, 2, 4, 5, 6, 7, 8, 9], done);
        Assert.Equal("three", Assert.Single(failures).Message);
    }
}
