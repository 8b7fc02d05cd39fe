using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Bookings;

[Collection(SchedulingFixture.Bookings)]
public class BookingTests(SchedulingFixture fixture)
{
    [Fact]
    public async Task ASeatIsBookedOnceHoweverOftenItIsAskedFor()
    {
        var session = await fixture.PlanSessionAsync();
        var ben = await fixture.Server.SignInAsync("Ben");

        var (first, booking) = await PostAsync(ben, $"sessions/{session}/booking");
        var (second, again) = await PostAsync(ben, $"sessions/{session}/booking");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first, second));
        Assert.Equal($$"""{"sessionId":"{{session}}","status":"booked","position":null}""", booking.ToJsonString());
        Assert.Equal(booking.ToJsonString(), again.ToJsonString());
        Assert.Equal(1, (int)(await GetAsync(ben, $"sessions/{session}")).Body["seatsLeft"]!);
    }

    [Fact]
    public async Task TwoHundredAtOnceGetTwentySeatsAndAnOrderlyWaitlist()
    {
        var session = await fixture.PlanSessionAsync(coachedSeats: 20);
        var members = await MembersAsync(200);

        var answers = await Task.WhenAll(members.Select(member => PostAsync(member, $"sessions/{session}/booking")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Equal(20, answers.Count(answer => (string?)answer.Body["status"] == "booked"));
        var positions = answers
            .Where(answer => (string?)answer.Body["status"] == "waitlisted")
            .Select(answer => (int)answer.Body["position"]!)
            .Order();
        Assert.Equal(Enumerable.Range(1, 180), positions);

        var (_, list) = await GetAsync(fixture.Asha, $"sessions/{session}/bookings");
        Assert.Equal(20, list["booked"]!.AsArray().Count);
        var waiting = list["waiting"]!.AsArray().Select(entry => (string?)entry!["memberId"]).ToList();
        var byPosition = members
            .Zip(answers)
            .Where(pair => (string?)pair.Second.Body["status"] == "waitlisted")
            .OrderBy(pair => (int)pair.Second.Body["position"]!)
            .Select(pair => pair.First.Id.ToString());
        Assert.Equal(byPosition, waiting);
    }

    [Fact]
    public async Task ACancelledSeatGoesToTheFirstWaiting()
    {
        await using var recorder = await EventRecorder<CoachedSeatChanged>.OnAsync(fixture.Server);
        var session = await fixture.PlanSessionAsync(coachedSeats: 1);
        var (ben, cleo, dev) = await BookInOrderAsync(session);
        Assert.Equal(2, (int)(await GetAsync(dev, $"sessions/{session}")).Body["myBooking"]!["position"]!);

        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(ben, $"sessions/{session}/booking")).Status);

        Assert.Equal(
            """{"status":"booked","position":null}""",
            (await GetAsync(cleo, $"sessions/{session}")).Body["myBooking"]!.ToJsonString()
        );
        Assert.Equal(
            """{"status":"waitlisted","position":1}""",
            (await GetAsync(dev, $"sessions/{session}")).Body["myBooking"]!.ToJsonString()
        );
        Assert.Equal(
            """{"status":"none","position":null}""",
            (await GetAsync(ben, $"sessions/{session}")).Body["myBooking"]!.ToJsonString()
        );

        var published = await recorder.UntilAsync(change => change.SessionId.ToString() == session, 5);
        Assert.Equal(
            [
                (1, ben.Id, "booked"),
                (2, cleo.Id, "waitlisted"),
                (3, dev.Id, "waitlisted"),
                (4, ben.Id, "none"),
                (5, cleo.Id, "booked"),
            ],
            published.Select(change => ((int)change.Revision, change.MemberId, change.Status)).Order()
        );
    }

    [Fact]
    public async Task LeavingTheWaitlistPromotesNobody()
    {
        var session = await fixture.PlanSessionAsync(coachedSeats: 1);
        var (ben, cleo, dev) = await BookInOrderAsync(session);

        await DeleteAsync(cleo, $"sessions/{session}/booking");

        Assert.Equal("booked", (string?)(await GetAsync(ben, $"sessions/{session}")).Body["myBooking"]!["status"]);
        Assert.Equal(1, (int)(await GetAsync(dev, $"sessions/{session}")).Body["myBooking"]!["position"]!);
    }

    [Fact]
    public async Task CancellingTwiceIsCancellingOnce()
    {
        var session = await fixture.PlanSessionAsync();
        var ben = await fixture.Server.SignInAsync("Ben");
        await PostAsync(ben, $"sessions/{session}/booking");

        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(ben, $"sessions/{session}/booking")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(ben, $"sessions/{session}/booking")).Status);
        Assert.Equal(2, (int)(await GetAsync(ben, $"sessions/{session}")).Body["seatsLeft"]!);
    }

    [Fact]
    public async Task MixedBookingAndCancellingAtOnceNeverOverbooks()
    {
        var session = await fixture.PlanSessionAsync(coachedSeats: 3);
        var members = await MembersAsync(12);
        await Task.WhenAll(
            members.Select(async member =>
            {
                await PostAsync(member, $"sessions/{session}/booking");
                await DeleteAsync(member, $"sessions/{session}/booking");
                await PostAsync(member, $"sessions/{session}/booking");
            })
        );

        var (_, list) = await GetAsync(fixture.Asha, $"sessions/{session}/bookings");
        Assert.Equal((3, 9), (list["booked"]!.AsArray().Count, list["waiting"]!.AsArray().Count));
    }

    [Fact]
    public async Task ACancelledSessionTakesNoBookings()
    {
        var session = await fixture.PlanSessionAsync();
        var (ben, cleo) = (await fixture.Server.SignInAsync("Ben"), await fixture.Server.SignInAsync("Cleo"));
        await PostAsync(ben, $"sessions/{session}/booking");
        await PostAsync(fixture.Asha, $"sessions/{session}/cancel");

        await RefusedAsync(
            PostAsync(cleo, $"sessions/{session}/booking"),
            HttpStatusCode.Conflict,
            "session.closed",
            "cancelled"
        );
        await RefusedAsync(
            DeleteAsync(ben, $"sessions/{session}/booking"),
            HttpStatusCode.Conflict,
            "session.closed",
            "cancelled"
        );
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(cleo, $"sessions/{session}/booking")).Status);
        var mine = Assert.Single((await GetAsync(ben, "bookings")).Body.AsArray());
        Assert.Equal("cancelled", (string?)mine!["status"]);
    }

    [Fact]
    public async Task NobodyIsPromotedOnceTheClassIsOver()
    {
        var session = await fixture.PlanSessionAsync(coachedSeats: 1);
        var (ben, cleo) = (await fixture.Server.SignInAsync("Ben"), await fixture.Server.SignInAsync("Cleo"));
        await PostAsync(ben, $"sessions/{session}/booking");
        await PostAsync(cleo, $"sessions/{session}/booking");
        var now = fixture.Server.Clock.GetUtcNow();
        await fixture.Server.PublishAsync(
            new ClassEnded(SessionId.From(Guid.Parse(session)), null, now.AddMinutes(-20), now)
        );
        await Eventually.Is(
            () => GetAsync(ben, $"sessions/{session}"),
            answer => (string?)answer.Body["status"] == "ended"
        );

        await RefusedAsync(
            DeleteAsync(ben, $"sessions/{session}/booking"),
            HttpStatusCode.Conflict,
            "session.closed",
            "over"
        );
        Assert.Equal("waitlisted", (string?)(await GetAsync(cleo, $"sessions/{session}")).Body["myBooking"]!["status"]);
        Assert.Empty((await GetAsync(cleo, "bookings")).Body.AsArray());
    }

    private async Task<(TestMember First, TestMember Second, TestMember Third)> BookInOrderAsync(string session)
    {
        var (ben, cleo, dev) = (
            await fixture.Server.SignInAsync("Ben"),
            await fixture.Server.SignInAsync("Cleo"),
            await fixture.Server.SignInAsync("Dev")
        );
        foreach (var member in new[] { ben, cleo, dev })
            await PostAsync(member, $"sessions/{session}/booking");
        return (ben, cleo, dev);
    }

    private Task<TestMember[]> MembersAsync(int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => fixture.Server.SignInAsync($"Member {i}")));
}
