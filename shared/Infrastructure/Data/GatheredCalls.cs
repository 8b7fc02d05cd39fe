using System.Threading.Channels;

namespace UpperBack.Infrastructure.Data;

/// <summary>Answers calls that arrive while others are being answered all at once, with one statement where each alone
/// would take one: for what thousands ask at the same time. When that fails, each is answered alone, so that one fails
/// for itself; when several in a row fail alone, the rest fail with them.</summary>
/// <typeparam name="TCall">What is asked.</typeparam>
/// <typeparam name="TAnswer">What is answered.</typeparam>
/// <param name="answer">Answers some calls, in their order. It is not cancelled: others wait for it too. What it failed
/// at it may be asked again.</param>
/// <param name="maxTogether">How many at most are answered together.</param>
/// <param name="linger">How long the first one waits for others.</param>
/// <param name="clock">What the waiting goes by.</param>
public sealed class GatheredCalls<TCall, TAnswer>(
    Func<IReadOnlyList<TCall>, Task<IReadOnlyList<TAnswer>>> answer,
    int maxTogether,
    TimeSpan linger = default,
    TimeProvider? clock = null
)
{
    // Whatever fails so often in a row is not the call: the others need not wait for the same.
    private const int MaxFailures = 3;

    private readonly Channel<PendingCall> waiting = Channel.CreateUnbounded<PendingCall>();
    private int running;

    /// <summary>Asks.</summary>
    /// <param name="call">What.</param>
    /// <param name="ct">Ends the wait; a call that is being answered is answered all the same.</param>
    public async Task<TAnswer> AskAsync(TCall call, CancellationToken ct)
    {
        var one = new PendingCall(call, new(TaskCreationOptions.RunContinuationsAsynchronously), ct);
        await waiting.Writer.WriteAsync(one, ct);
        if (Interlocked.CompareExchange(ref running, 1, 0) == 0)
            _ = Task.Run(DrainAsync, CancellationToken.None);
        return await one.Answer.Task.WaitAsync(ct);
    }

    private async Task DrainAsync()
    {
        do
        {
            if (linger > TimeSpan.Zero)
                await Task.Delay(linger, clock ?? TimeProvider.System);
            while (TakeSome() is { Count: > 0 } some)
                await AnswerAsync(some);
            Interlocked.Exchange(ref running, 0);
        } while (waiting.Reader.TryPeek(out _) && Interlocked.CompareExchange(ref running, 1, 0) == 0);
    }

    private List<PendingCall> TakeSome()
    {
        var some = new List<PendingCall>();
        while (some.Count < maxTogether && waiting.Reader.TryRead(out var one))
        {
            if (!one.GivenUp.IsCancellationRequested)
                some.Add(one);
        }

        return some;
    }

    private async Task AnswerAsync(List<PendingCall> some)
    {
        if (await TryAnswerAsync(some) is not { } failure)
            return;

        var failures = some.Count == 1 ? MaxFailures : 0;
        foreach (var one in some)
        {
            if (failures < MaxFailures)
            {
                if (await TryAnswerAsync([one]) is not { } its)
                {
                    failures = 0;
                    continue;
                }

                (failure, failures) = (its, failures + 1);
            }

            one.Answer.SetException(failure);
        }
    }

    /// <summary>Answers some calls, or none.</summary>
    /// <returns>Why none.</returns>
    private async Task<Exception?> TryAnswerAsync(List<PendingCall> some)
    {
        try
        {
            var answers = await answer([.. some.Select(one => one.Call)]);
            foreach (var (one, its) in some.Zip(answers))
                one.Answer.SetResult(its);
            return null;
        }
        catch (Exception ex)
        {
            return ex;
        }
    }

    private readonly record struct PendingCall(
        TCall Call,
        TaskCompletionSource<TAnswer> Answer,
        CancellationToken GivenUp
    );
}
