using System.Diagnostics;
using UpperBack.Testing.Servers;
using Xunit.Abstractions;

namespace UpperBack.Scenarios.Promises;

/// <summary>A disk that runs full: said clearly, nothing corrupted, and well again once there is room.</summary>
[Collection(Production.Name)]
public sealed class FullDisk(ProductionServersFixture servers, ITestOutputHelper output)
{
    [Theory]
    [InlineData("embedded")]
    [InlineData("production")]
    public async Task AFullDiskIsSaidAndNothingAcknowledgedIsLost(string topology)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 200);
        await using var fixture = await ClusterFixture.StartOnDiskAsync(topology, servers, disk.Folder);
        var instructor = fixture.Instructor();
        var session = await fixture.PlanAsync(instructor, coachedSeats: 500);
        var booked = new List<TestMember>();
        await BookUntilAsync(fixture, session, booked, status => booked.Count >= 50);

        await disk.FillAsync();
        var refusal = await BookUntilAsync(fixture, session, booked, status => status != HttpStatusCode.Created);
        output.WriteLine($"refused with {refusal} after {booked.Count} bookings");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refusal);

        disk.MakeRoom();
        var waited = Stopwatch.StartNew();
        if (!fixture.Cluster.IsEmbedded)
            await fixture.Cluster.Postgres.StartAgainAsync();
        await Eventually.Is(
            () => BookAsync(fixture, session, booked),
            status => status == HttpStatusCode.Created,
            TimeSpan.FromSeconds(30)
        );
        output.WriteLine($"well again after {waited.Elapsed.TotalSeconds:0.0} s");

        var seats = await instructor.ReadSeatsAsync(session);
        Assert.Empty(booked.Select(member => member.Id).Except(seats.Booked.Concat(seats.Waiting)));
    }

    private static async Task<HttpStatusCode> BookUntilAsync(
        ClusterFixture fixture,
        Contracts.Ids.SessionId session,
        List<TestMember> booked,
        Func<HttpStatusCode, bool> enough
    )
    {
        for (var tries = 0; tries < 20_000; tries++)
        {
            var status = await BookAsync(fixture, session, booked);
            if (enough(status))
                return status;
        }

        throw new InvalidOperationException("The disk never ran full.");
    }

    private static async Task<HttpStatusCode> BookAsync(
        ClusterFixture fixture,
        Contracts.Ids.SessionId session,
        List<TestMember> booked
    )
    {
        var member = fixture.Members(1)[0];
        using var answer = await member.ClaimAsync(session);
        if (answer.IsSuccessStatusCode)
            booked.Add(member);
        return answer.StatusCode;
    }
}
