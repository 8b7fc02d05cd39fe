using UpperBack.Infrastructure.Data;

namespace UpperBack.Live.Tests;

public sealed class GatheredCallsTests
{
    private const int First = -1;
    private const int Together = 20;

    private readonly TaskCompletionSource isGathered = new();
    private int tries;

    [Fact]
    public async Task WhatOneCallFailsAtFailsForNoOther()
    {
        var answers = await AskAsync(call => call == 7);

        await Assert.ThrowsAsync<InvalidOperationException>(() => answers[7]);
        for (var i = 0; i < Together; i++)
        {
            if (i != 7)
                Assert.Equal(2 * i, await answers[i]);
        }
    }

    [Fact]
    public async Task WhenEverythingFailsTheRestDoNotTryItOneByOne()
    {
        var answers = await AskAsync(_ => true);

        foreach (var answer in answers)
            Assert.StartsWith("No ", (await Assert.ThrowsAsync<InvalidOperationException>(() => answer)).Message);
        Assert.Equal(1 + 3, tries);
    }

    [Fact]
    public async Task EveryCallIsAnsweredOnceHoweverTheyCome()
    {
        var answered = 0;
        var calls = new GatheredCalls<int, int>(
            async some =>
            {
                await Task.Yield();
                Interlocked.Add(ref answered, some.Count);
                return [.. some.Select(call => 2 * call)];
            },
            maxTogether: 3
        );

        await Parallel.ForAsync(0, 20_000, async (i, ct) =>
            Assert.Equal(2 * i, await calls.AskAsync(i, ct).WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None))
        );
        Assert.Equal(20_000, answered);
    }

    /// <summary>Asks twenty, who are answered together because they came while another was answered.</summary>
    private async Task<Task<int>[]> AskAsync(Func<int, bool> fails)
    {
        var calls = new GatheredCalls<int, int>(
            async some =>
            {
                if (some.Contains(First))
                    await isGathered.Task;
                else
                    tries++;
                return some.Any(call => call != First && fails(call))
                    ? throw new InvalidOperationException($"No {some[0]}")
                    : [.. some.Select(call => 2 * call)];
            },
            maxTogether: Together
        );
        var first = calls.AskAsync(First, CancellationToken.None);
        await Task.Delay(50);
        Task<int>[] answers =
        [
            .. Enumerable.Range(0, Together).Select(call => calls.AskAsync(call, CancellationToken.None)),
        ];
        isGathered.SetResult();
        await first;
        return answers;
    }
}
