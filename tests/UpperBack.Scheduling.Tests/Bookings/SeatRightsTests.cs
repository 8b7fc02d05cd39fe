using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Bookings;

/// <summary>Who may hold a coached seat, and who sees who does.</summary>
[Collection(SchedulingFixture.Bookings)]
public class SeatRightsTests(SchedulingFixture fixture)
{
    [Fact]
    public async Task WhoWasTakenOutOrCameToCoachIsPassedOverAndWaitsNoLonger()
    {
        await using var recorder = await EventRecorder<CoachedSeatChanged>.OnAsync(fixture.Server);
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
        var published = await recorder.UntilAsync(change => change.SessionId.ToString() == session, 8);
        Assert.Equal(
            [(5, ben.Id, "none"), (6, removed.Id, "none"), (7, coach.Id, "none"), (8, eve.Id, "booked")],
            published
                .Select(change => ((int)change.Revision, change.MemberId, change.Status))
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
    public async Task UnknownSessionsAndAnonymousCallersAreRefused()
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
