using System.Diagnostics;
using UpperBack.Contracts.Live;
using UpperBack.Crowd.Sizing;
using UpperBack.Crowd.Sockets;

namespace UpperBack.Crowd;

/// <summary>What goes on in a class beside its cues, as often as the web client and people do it: everybody reports
/// every five seconds what they watched, reacts once a minute, raises or lowers their hand every five minutes and reads
/// a page once a minute; the instructor corrects somebody every ten seconds.</summary>
internal sealed class ClassActivity
{
    private const long ReportMs = 5000;
    private const int MaxReads = 64;

    private static readonly string[] Pages =
    [
        "/api/scheduling/sessions",
        "/api/community/leaderboards/current-streak",
        "/api/community/streak",
    ];

    private readonly CrowdLoop crowd;
    private readonly HubRoomProtocol protocol;
    private readonly SessionId session;
    private readonly IReadOnlyList<Participant> people;
    private readonly Random random;
    private readonly Due reports;
    private readonly Due reactions;
    private readonly Due hands;
    private readonly Due reads;
    private readonly Due notes = new();
    private readonly HashSet<int> raised = [];
    private readonly Latencies readTimes = new();
    private int calls;
    private int sentNotes;
    private int reading;
    private int failed;

    /// <param name="crowd">Who lives it.</param>
    /// <param name="protocol">What they speak.</param>
    /// <param name="session">The class.</param>
    /// <param name="people">Everybody; the last one leads.</param>
    /// <param name="random">Who does what.</param>
    /// <param name="isLed">Somebody else leads, and corrects.</param>
    public ClassActivity(
        CrowdLoop crowd,
        HubRoomProtocol protocol,
        SessionId session,
        IReadOnlyList<Participant> people,
        Random random,
        bool isLed
    )
    {
        (this.crowd, this.protocol, this.session, this.people, this.random) = (
            crowd,
            protocol,
            session,
            people,
            random
        );
        Due Each(double seconds) => new() { PerSecond = (people.Count - 1) / seconds };
        notes.PerSecond = isLed ? 0 : 0.1;
        (reports, reactions, hands, reads) = (Each(ReportMs / 1000.0), Each(60), Each(300), Each(60));
    }

    public ActivityFigures Read()
    {
        lock (readTimes)
            return new ActivityFigures(
                calls,
                sentNotes,
                readTimes.Count,
                failed,
                readTimes.AtMs(0.5),
                readTimes.AtMs(0.99)
            );
    }

    /// <summary>Does what is due.</summary>
    public void Tick()
    {
        while (reports.Take() is not null)
        {
            var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + protocol.ServerAheadMs;
            Call(nameof(ILiveSessionHub.ReportWatching), new WatchReport(session, now - ReportMs, now));
        }

        while (reactions.Take() is not null)
            Call(
                nameof(ILiveSessionHub.React),
                new ReactRequest(session, Reactions.All[random.Next(Reactions.All.Count)])
            );
        while (hands.Take() is not null)
            MoveHand();
        while (notes.Take() is not null)
            SendNote();
        while (reads.Take() is not null)
            _ = ReadPageAsync(Anybody(), Pages[random.Next(Pages.Length)]);
    }

    private Participant Anybody() => people[random.Next(people.Count - 1)];

    private void Call(string method, object argument) => Call(Anybody(), method, argument);

    private void Call(Participant who, string method, object argument)
    {
        if (who is not { Stage: Stage.In, IsSlow: false })
            return;
        calls++;
        crowd.Sockets.Send(who, who.Codec.Call(HubCodec.Else, method, argument));
    }

    private void MoveHand()
    {
        var who = Anybody();
        var isUp = raised.Remove(who.Index);
        if (!isUp)
            raised.Add(who.Index);
        Call(
            who,
            isUp ? nameof(ILiveSessionHub.LowerHand) : nameof(ILiveSessionHub.RaiseHand),
            new HandRequest(session)
        );
    }

    private void SendNote()
    {
        var note = new SendFormNoteRequest(
            session,
            Guid.NewGuid().ToString("n"),
            [Anybody().Account.Id],
            "Let the shoulders sink away from the ears before you lift."
        );
        sentNotes++;
        Call(people[^1], nameof(ILiveSessionHub.SendFormNote), note);
    }

    private async Task ReadPageAsync(Participant who, string page)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            if (Interlocked.Increment(ref reading) > MaxReads)
                throw new HttpRequestException("Too many are under way: the server does not keep up.");
            using var answer = await who.Account.Http.GetAsync(page);
            answer.EnsureSuccessStatusCode();
            lock (readTimes)
                readTimes.Add(Stopwatch.GetElapsedTime(began));
        }
        catch (Exception ex) when (ex is HttpRequestException or OperationCanceledException)
        {
            Interlocked.Increment(ref failed);
        }
        finally
        {
            Interlocked.Decrement(ref reading);
        }
    }
}
