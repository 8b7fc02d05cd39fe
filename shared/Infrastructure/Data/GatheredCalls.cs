using System.Threading.Channels;

namespace UpperBack.Infrastructure.Data;

/// <summary>Answers calls that arrive while others are being answered all at once, with one statement where each alone
/// would take one: for what thousands ask at the same time. What fails, fails for all that were answered
/// together.</summary>
/// <typeparam name="TCall">What is asked.</typeparam>
/// <typeparam name="TAnswer">What is answered.</typeparam>
/// <param name="answer">Answers some calls, in their order. It is not cancelled: others wait for it too.</param>
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
    private readonly Channel<PendingCall> waiting = Channel.CreateUnbounded<PendingCall>(
        new UnboundedChannelOptions { SingleReader = true }
    );
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
            Volatile.Write(ref running, 0);
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
        try
        {
            var answers = await answer([.. some.Select(one => one.Call)]);
            foreach (var (one, its) in some.Zip(answers))
                one.Answer.SetResult(its);
        }
        catch (Exception ex)
        {
            foreach (var one in some)
                one.Answer.TrySetException(ex);
        }
    }

    private readonly record struct PendingCall(
        TCall Call,
        TaskCompletionSource<TAnswer> Answer,
        CancellationToken GivenUp
    );
}
