using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Testing;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Bookings;

public class BookingTests(SchedulingFixture fixture) : IClassFixture<SchedulingFixture>
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
        var members = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(i => fixture.Server.SignInAsync($"Member {i}"))
        );

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
        await using var overheard = await EventRecorder<CoachedSeatChanged>.OnAsync(fixture.Server);
        var session = await fixture.PlanSessionAsync(coachedSeats: 1);
        var (ben, cleo, dev) = (
            await fixture.Server.SignInAsync("Ben"),
            await fixture.Server.SignInAsync("Cleo"),
            await fixture.Server.SignInAsync("Dev")
        );
        foreach (var member in new[] { ben, cleo, dev })
            await PostAsync(member, $"sessions/{session}/booking");
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

        var told = await overheard.UntilAsync(change => change.SessionId.ToString() == session, 5);
        Assert.Equal(
            [
                (1, ben.Id, "booked"),
                (2, cleo.Id, "waitlisted"),
                (3, dev.Id, "waitlisted"),
                (4, ben.Id, "none"),
                (5, cleo.Id, "booked"),
            ],
            told.Select(change => ((int)change.Revision, change.MemberId, change.Status)).Order()
        );
    }

    [Fact]
    public async Task WhoWasTakenOutOrCameToCoachIsPassedOverAndWaitsNoLonger()
    {
        await using var overheard = await EventRecorder<CoachedSeatChanged>.OnAsync(fixture.Server);
        var session = await fixture.PlanSessionAsync(coachedSeats: 1);
        var (ben, removed, coach, eve) = (
            await fixture.Server.SignInAsync("Ben"),
            await fixture.Server.SignInAsync("Cleo"),
            await fixture.Server.SignInAsync("Dev"),
            await fixture.Server.SignInAsync("Eve")
        );
        foreach (var member in new[] { ben, removed, coach, eve })
            await PostAsync(member, $"sessions/{session}/booking");
        await RemoveAsync(session, removed, 1, isRemoved: true);
        await Database.ExecuteAsync(
            "update sessions set coach_ids = @coaches where session_id = @session",
            new { coaches = new JsonArray(coach.Id.ToString()).ToJsonString(), session = Guid.Parse(session) },
            default
        );

        await DeleteAsync(ben, $"sessions/{session}/booking");

        Assert.Equal("booked", (string?)(await GetAsync(eve, $"sessions/{session}")).Body["myBooking"]!["status"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(removed, $"sessions/{session}")).Status);
        var told = await overheard.UntilAsync(change => change.SessionId.ToString() == session, 8);
        Assert.Equal(
            [(5, ben.Id, "none"), (6, removed.Id, "none"), (7, coach.Id, "none"), (8, eve.Id, "booked")],
            told.Select(change => ((int)change.Revision, change.MemberId, change.Status))
                .Where(change => change.Item1 > 4)
                .Order()
        );
    }

    [Fact]
    public async Task WhoWasTakenOutBooksNoSeatUntilTheyAreLetInAgain()
    {
        var session = await fixture.PlanSessionAsync();
        var ben = await fixture.Server.SignInAsync("Ben");
        await RemoveAsync(session, ben, 1, isRemoved: true);
        await RefusedAsync(
            PostAsync(ben, $"sessions/{session}/booking"),
            HttpStatusCode.Forbidden,
            "room.member-removed",
            "removed from"
        );

        await RemoveAsync(session, ben, 2, isRemoved: false);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(ben, $"sessions/{session}/booking")).Status);
    }

    [Fact]
    public async Task LeavingTheWaitlistPromotesNobody()
    {
        var session = await fixture.PlanSessionAsync(coachedSeats: 1);
        var (ben, cleo, dev) = (
            await fixture.Server.SignInAsync("Ben"),
            await fixture.Server.SignInAsync("Cleo"),
            await fixture.Server.SignInAsync("Dev")
        );
        foreach (var member in new[] { ben, cleo, dev })
            await PostAsync(member, $"sessions/{session}/booking");

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
        var members = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => fixture.Server.SignInAsync($"Member {i}"))
        );
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

    [Fact]
    public async Task WhoLeadsAClassTakesNoSeatInIt()
    {
        var coach = await fixture.Server.SignInAsync("Chandra", "Asia/Kolkata", Roles.Coach);
        var session = await Eventually.Is(
            () =>
                PostAsync(
                    fixture.Asha,
                    "sessions",
                    fixture.SessionRequest(("coachIds", new JsonArray(coach.Id.ToString())))
                ),
            answer => answer.Status == HttpStatusCode.Created
        );
        var id = (string?)session.Body["sessionId"];

        await RefusedAsync(
            PostAsync(fixture.Asha, $"sessions/{id}/booking"),
            HttpStatusCode.Forbidden,
            "access.forbidden",
            "lead or coach"
        );
        await RefusedAsync(
            PostAsync(coach, $"sessions/{id}/booking"),
            HttpStatusCode.Forbidden,
            "access.forbidden",
            "lead or coach"
        );
    }

    [Fact]
    public async Task OnlyLeadersSeeWhoBooked()
    {
        var session = await fixture.PlanSessionAsync();
        var ben = await fixture.Server.SignInAsync("Ben");
        var otherInstructor = await fixture.Server.SignInAsync("Ivo", "Europe/Berlin", Roles.Instructor);
        var admin = await fixture.Server.SignInAsync("Ada", "Europe/Berlin", Roles.Admin);
        await PostAsync(ben, $"sessions/{session}/booking");

        await RefusedAsync(GetAsync(ben, $"sessions/{session}/bookings"), HttpStatusCode.Forbidden, "access.forbidden");
        await RefusedAsync(
            GetAsync(otherInstructor, $"sessions/{session}/bookings"),
            HttpStatusCode.Forbidden,
            "access.forbidden"
        );
        var booked = await Eventually.Is(
            () => GetAsync(fixture.Asha, $"sessions/{session}/bookings"),
            answer => (string?)answer.Body["booked"]![0]!["displayName"] == "Ben"
        );
        Assert.Equal(ben.Id.ToString(), (string?)booked.Body["booked"]![0]!["memberId"]);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(admin, $"sessions/{session}/bookings")).Status);
    }

    [Fact]
    public async Task UnknownSessionsAndStrangersAreRefused()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        await RefusedAsync(
            PostAsync(ben, $"sessions/{Guid.NewGuid()}/booking"),
            HttpStatusCode.NotFound,
            "session.unknown"
        );
        await RefusedAsync(
            DeleteAsync(ben, $"sessions/{Guid.NewGuid()}/booking"),
            HttpStatusCode.NotFound,
            "session.unknown"
        );
        await RefusedAsync(
            PostAsync(ben, "sessions/not-an-id/booking"),
            HttpStatusCode.BadRequest,
            "request.malformed"
        );
        var nobody = new TestMember(MemberId.New(), "Nobody", "", fixture.Server.Anonymous());
        await RefusedAsync(
            PostAsync(nobody, $"sessions/{Guid.NewGuid()}/booking"),
            HttpStatusCode.Unauthorized,
            "account.signed-out"
        );
    }

    private SchedulingDatabase Database => fixture.Server.Services.GetRequiredService<SchedulingDatabase>();

    private async Task RemoveAsync(string session, TestMember member, long revision, bool isRemoved)
    {
        await fixture.Server.PublishAsync(
            new MemberRemovalChanged(
                SessionId.From(Guid.Parse(session)),
                member.Id,
                revision,
                isRemoved,
                fixture.Server.Clock.GetUtcNow()
            )
        );
        await Eventually.Is(
            () =>
                Database.QueryFirstOrDefaultAsync<long?>(
                    "select revision from removals where session_id = @session and member_id = @Id",
                    new { session = Guid.Parse(session), member.Id },
                    default
                ),
            seen => seen == revision
        );
    }
}
