using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Scheduling.Tests.Sessions;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Bookings;

/// <summary>What must hold when two servers work on one database at the same moment.</summary>
public sealed class ReplicaTests(SchedulingReplicas replicas) : IClassFixture<SchedulingReplicas>
{
    [Fact]
    public async Task FiftyAtOnceOnTwoReplicasGetTenSeatsAndAnOrderlyWaitlist()
    {
        var session = await replicas.First.PlanSessionAsync(coachedSeats: 10);
        var members = await SignInAsync(50);

        var answers = await Task.WhenAll(members.Select(member => PostAsync(member, $"sessions/{session}/booking")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Equal(10, answers.Count(answer => (string?)answer.Body["status"] == "booked"));
        var positions = answers
            .Where(answer => (string?)answer.Body["status"] == "waitlisted")
            .Select(answer => (int)answer.Body["position"]!)
            .Order();
        Assert.Equal(Enumerable.Range(1, 40), positions);
        Assert.Equal(
            Enumerable.Range(1, 50).Select(revision => (long)revision),
            (await PublishedOfAsync(session)).Order()
        );
    }

    [Fact]
    public async Task SeatsGivenUpAtOnceGoEachToTheNextWaiting()
    {
        var session = await replicas.First.PlanSessionAsync(coachedSeats: 5);
        var members = await SignInAsync(20);
        foreach (var member in members)
            await PostAsync(member, $"sessions/{session}/booking");

        var answers = await Task.WhenAll(
            members.Take(5).Select(member => DeleteAsync(member, $"sessions/{session}/booking"))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer.Status));
        var (_, list) = await GetAsync(replicas.First.Asha, $"sessions/{session}/bookings");
        Assert.Equal(members.Skip(5).Take(5).Select(member => member.Id.ToString()), Ids(list["booked"]!));
        Assert.Equal(members.Skip(10).Select(member => member.Id.ToString()), Ids(list["waiting"]!));
        Assert.Equal(
            Enumerable.Range(1, 30).Select(revision => (long)revision),
            (await PublishedOfAsync(session)).Order()
        );
    }

    [Fact]
    public async Task ASeriesThatTwoReplicasPlanHasOneSessionADayAndNoneAfterItsEnd()
    {
        var asha = replicas.First.Asha;
        var made = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    PostAsync(asha, "series", replicas.First.SeriesRequest(("startDate", replicas.First.Today())))
                )
        );
        var series = made.Select(answer => (string)answer.Body["seriesId"]!).ToArray();
        foreach (var server in replicas.Servers)
            server.Clock.Advance(TimeSpan.FromDays(3));
        var ended = await DeleteAsync(replicas.Second.ConnectTo(asha), $"series/{series[0]}");
        Assert.Equal(HttpStatusCode.NoContent, ended.Status);

        foreach (var (id, open) in series.Select((id, i) => (id, i == 0 ? 0 : 28)))
            await Eventually.Is(
                () => CountAsync(id, "cancelled_at is null and starts_at > @now"),
                count => open == 0 ? count == 0 : count >= open
            );

        // Time for a planner that does not know of the end to plan on, if there is one.
        await Task.Delay(TimeSpan.FromSeconds(1.5));

        Assert.Equal(0, await CountAsync(series[0], "cancelled_at is null and starts_at > @now"));
        foreach (var id in series)
            await Eventually.Is(
                async () => (Sessions: await CountAsync(id, "1 = 1"), Published: await CountPublishedAsync(id)),
                counts => counts.Sessions == counts.Published
            );
    }

    [Fact]
    public async Task WhatIsDoneOnOneReplicaIsOnTheTimetableOfTheOtherAtOnce()
    {
        var session = await replicas.First.PlanSessionAsync(coachedSeats: 2);
        var members = await SignInAsync(4);
        var others = members
            .Select(
                (member, i) => i % 2 == 0 ? replicas.Second.ConnectTo(member) : replicas.First.Server.ConnectTo(member)
            )
            .ToArray();
        var had = await others[0].ReadAsync("sessions");
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < members.Length; i++)
            {
                await PostAsync(members[i], $"sessions/{session}/booking");
                var expected = i < 2 ? $"booked {1 - i} 0" : string.Create(null, $"waitlisted{i - 1} 0 {i - 1}");
                Assert.Equal(expected, await others[i].SeatsAsync(session));
                Assert.Equal(HttpStatusCode.OK, (await others[i].ReadAsync("sessions", had.Tag!)).Status);
            }

            for (var i = 0; i < members.Length; i++)
            {
                await DeleteAsync(others[i], $"sessions/{session}/booking");
                Assert.StartsWith("none ", await members[i].SeatsAsync(session), StringComparison.Ordinal);
            }
        }

        await Task.WhenAll(members.Concat(others).Select(member => member.IsAsReadAnewAsync()));
        await PostAsync(replicas.Second.ConnectTo(replicas.First.Asha), $"sessions/{session}/cancel");
        Assert.Equal("cancelled", (string?)(await replicas.First.Asha.SeeAsync(session))!["status"]);
        had = await others[0].ReadAsync("sessions");
        Assert.Equal(HttpStatusCode.NotModified, (await others[0].ReadAsync("sessions", had.Tag!)).Status);
    }

    private async Task<TestMember[]> SignInAsync(int count)
    {
        var members = await Task.WhenAll(
            Enumerable.Range(0, count).Select(i => replicas.First.Server.SignInAsync($"Member {i}"))
        );
        return [.. members.Select((member, i) => i % 2 == 0 ? member : replicas.Second.ConnectTo(member))];
    }

    private static IEnumerable<string?> Ids(JsonNode bookings) =>
        bookings.AsArray().Select(booking => (string?)booking!["memberId"]);

    private SchedulingDatabase Database => replicas.First.Server.Services.GetRequiredService<SchedulingDatabase>();

    private async Task<IEnumerable<long>> PublishedOfAsync(string session)
    {
        var published = await Database.QueryAsync<string>(
            "select body from outbox where type = 'CoachedSeatChanged' and body like @session",
            new { session = $"%{session}%" },
            default
        );
        return published.Select(body => (long)JsonNode.Parse(body)!["revision"]!);
    }

    private Task<long> CountAsync(string series, string which) =>
        Database.QueryFirstOrDefaultAsync<long>(
            $"select count(*) from sessions where series_id = @series and {which}",
            new
            {
                series = Guid.Parse(series),
                now = NodaTime.Instant.FromDateTimeOffset(replicas.First.Server.Clock.GetUtcNow()),
            },
            default
        );

    private Task<long> CountPublishedAsync(string series) =>
        Database.QueryFirstOrDefaultAsync<long>(
            """
            select count(*) from outbox where type = 'SessionPlanned' and body like @series
                and body like '%"revision":1,%'
            """,
            new { series = $"%\"seriesId\":\"{series}\"%" },
            default
        );
}
