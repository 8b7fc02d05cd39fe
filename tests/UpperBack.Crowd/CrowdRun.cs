using System.Collections.Concurrent;
using System.Diagnostics;

namespace UpperBack.Crowd;

/// <summary>One run: sign up, plan a class, join, send, drop and resume, count.</summary>
internal sealed class CrowdRun
{
    /// <summary>What the ids of cues begin with that are sent while strangers try passwords.</summary>
    public const string BesideStrangers = "beside-strangers";

    private readonly CrowdPlan plan;
    private readonly Uri address;
    private readonly SessionId session;
    private readonly ConcurrentDictionary<string, long> sentAt = new();

    private CrowdRun(CrowdPlan plan, Uri address, SessionId session)
    {
        this.plan = plan;
        this.address = address;
        this.session = session;
    }

    public static async Task<CrowdReport> RunAsync(CrowdPlan plan)
    {
        var folder = Directory.CreateTempSubdirectory("upperback-crowd-").FullName;
        try
        {
            // The whole crowd comes from one address, and few accounts share its connections.
            await using var host = await HostProcess.StartAsync(
                folder,
                "--Live:ConnectionsPerMember",
                "0",
                "--Live:ConnectionsPerAddress",
                "0",
                "--Live:JoinsPerMinute",
                "100000",
                "--Live:CallsPerSecond",
                "200"
            );
            var instructor = await Person.SignUpAsync(host.Client(), "Instructor");
            await HostProcess.RunVerbAsync("grant-role", instructor.Email, Roles.Instructor, "--data", folder);
            instructor = await Person.SignInAsync(instructor, instructor.Http);
            var accounts = new List<TestMember>();
            for (var i = 0; i < plan.Accounts; i++)
                accounts.Add(await Person.SignUpAsync(host.Client(), $"Participant {i + 1}"));

            return await new CrowdRun(plan, host.Address, await Person.PlanClassAsync(instructor)).TakePlaceAsync(
                instructor,
                accounts,
                host.Client
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<CrowdReport> TakePlaceAsync(
        TestMember instructor,
        List<TestMember> accounts,
        Func<HttpClient> anybody
    )
    {
        await using var lead = await LiveClient.ConnectAsync(address, instructor);
        await lead.JoinAsync(session);
        await lead.StartClassAsync(session);

        using var over = new CancellationTokenSource();
        var joined = new CountdownEvent(plan.Participants);
        var participants = Enumerable
            .Range(0, plan.Participants)
            .Select(i => new CrowdParticipant(
                address,
                session,
                accounts[i % accounts.Count],
                i % 2 == 0,
                plan,
                new Random(plan.Seed + i),
                sentAt
            ))
            .ToArray();
        var running = participants.Select(participant => participant.RunAsync(joined, over.Token)).ToArray();
        await Task.Run(() => joined.Wait(TimeSpan.FromMinutes(2)));

        var cues = await SendAsync(lead, "alone");
        var unknownAccounts = new Strangers(anybody, plan.Strangers, [.. accounts.Select(account => account.Email)]);
        if (plan.Strangers > 0)
        {
            using var enough = new CancellationTokenSource();
            var trying = unknownAccounts.RunAsync(enough.Token);
            cues += await SendAsync(lead, BesideStrangers);
            await enough.CancelAsync();
            await trying;
        }

        var head = cues + 1;
        await Eventually.Is(
            () => participants.All(participant => participant.LastOffset >= head),
            TimeSpan.FromSeconds(60)
        );
        await over.CancelAsync();
        await Task.WhenAll(running);
        return CrowdReport.From(plan, cues, participants, unknownAccounts.Answers);
    }

    /// <summary>Sends on a fixed beat, however long the answers take.</summary>
    /// <returns>How many cues were sent.</returns>
    private async Task<int> SendAsync(LiveClient lead, string ids)
    {
        var count = plan.CuesPerSecond * plan.Seconds;
        var acks = new List<Task>();
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / plan.CuesPerSecond));
        for (var i = 0; i < count; i++)
        {
            await beat.WaitForNextTickAsync();
            sentAt[$"{ids}-{i}"] = Stopwatch.GetTimestamp();
            acks.Add(lead.SendTextAsync(session, $"Cue {i}: keep the shoulders away from the ears.", $"{ids}-{i}"));
        }

        await Task.WhenAll(acks);
        return count;
    }
}
