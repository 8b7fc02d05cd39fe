using System.Diagnostics;
using System.Net.Http.Json;
using UpperBack.Accounts;
using UpperBack.Contracts.Live;

namespace UpperBack.Scenarios;

/// <summary>The whole story over the public API and the hub: sign up, book, join, follow, be corrected, keep the
/// day.</summary>
public sealed class MorningClass
{
    [Fact]
    public async Task ADayIsKeptAndSeenInTheRoomTheStreakAndTheBoard()
    {
        await using var server = await UpperBackServer.StartAsync();
        var instructor = await SignUpInstructorAsync(server);
        var asha = await Person.SignUpAsync(server.Anonymous(), "Asha", "Asia/Kolkata");
        var ben = await Person.SignUpAsync(server.Anonymous(), "Ben");
        var session = await Person.PlanClassAsync(instructor, coachedSeats: 1);
        Assert.Equal("booked", (await BookAsync(asha, session)).GetProperty("status").GetString());
        Assert.Equal("waitlisted", (await BookAsync(ben, session)).GetProperty("status").GetString());

        await using var lead = await LiveClient.ConnectAsync(server, instructor);
        await using var ashaLive = await LiveClient.ConnectAsync(server, asha);
        await using var benLive = await LiveClient.ConnectAsync(server, ben, messagePack: true);
        await lead.JoinAsync(session);
        await ashaLive.JoinAsync(session);
        await benLive.JoinAsync(session);
        var start = await lead.StartClassAsync(session);
        await lead.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));
        await lead.SendNoteAsync(session, "Shoulders down", asha.Id);
        await Eventually.Is(() => ashaLive.FormNotes.Count == 1 && benLive.Cues.Count == 2);
        Assert.Empty(benLive.FormNotes);

        server.Clock.Advance(TimeSpan.FromMinutes(10));
        for (var minute = 0; minute < 8; minute++)
            await ashaLive.ReportWatchingAsync(
                session,
                start.AtMs + (minute * 60_000L),
                start.AtMs + ((minute + 1) * 60_000L)
            );
        await benLive.ReportWatchingAsync(session, start.AtMs, start.AtMs + 60_000);
        await lead.EndClassAsync(session);

        var waited = Stopwatch.StartNew();
        await Eventually.Is(() => ashaLive.KeptDays.Count == 1);
        Assert.True(waited.Elapsed < Machine.Allow(TimeSpan.FromSeconds(10)), $"The kept day took {waited.Elapsed}.");
        Assert.Equal(1, ashaLive.KeptDays.Single().CurrentStreak);
        Assert.Equal(1, (await asha.GetAsync("/api/community/streak")).GetProperty("current").GetInt32());
        Assert.Equal(0, (await ben.GetAsync("/api/community/streak")).GetProperty("current").GetInt32());
        Assert.Empty(benLive.KeptDays);

        await OptInAsync(asha);
        var board = await Eventually.Is(
            () => asha.GetAsync("/api/community/leaderboards/current-streak"),
            seen => seen.GetProperty("rows").GetArrayLength() == 1
        );
        Assert.Equal(asha.Id.Value, board.GetProperty("rows")[0].GetProperty("memberId").GetGuid());
        var minutes = await asha.GetAsync("/api/community/leaderboards/minutes-this-week");
        Assert.Equal(8, minutes.GetProperty("rows")[0].GetProperty("value").GetInt32());
        await Eventually.Is(
            () => asha.GetAsync($"/api/scheduling/sessions/{session}"),
            seen => seen.GetProperty("status").GetString() == "ended"
        );
    }

    [Fact]
    public async Task ACancelledSeatGoesToTheOneWhoWaitsAndLiveKnowsIt()
    {
        await using var server = await UpperBackServer.StartAsync();
        var instructor = await SignUpInstructorAsync(server);
        var session = await Person.PlanClassAsync(instructor, coachedSeats: 1);
        var asha = await Person.SignUpAsync(server.Anonymous(), "Asha");
        var ben = await Person.SignUpAsync(server.Anonymous(), "Ben");
        await BookAsync(asha, session);
        await BookAsync(ben, session);

        (await asha.Http.DeleteAsync($"/api/scheduling/sessions/{session}/booking")).EnsureSuccessStatusCode();

        await using var benLive = await LiveClient.ConnectAsync(server, ben);
        await Eventually.Is(() => benLive.JoinAsync(session), joined => joined.Seat == "booked");
    }

    internal static async Task<TestMember> SignUpInstructorAsync(UpperBackServer server)
    {
        var instructor = await Person.SignUpAsync(server.Anonymous(), "Meera");
        Assert.True(await AccountsModule.GrantRoleAsync(server.Services, instructor.Email, Roles.Instructor, default));
        return await Person.SignInAsync(instructor, instructor.Http);
    }

    private static async Task<System.Text.Json.JsonElement> BookAsync(
        TestMember member,
        Contracts.Ids.SessionId session
    ) => await Person.ReadAsync(await member.Http.PostAsync($"/api/scheduling/sessions/{session}/booking", null));

    private static async Task OptInAsync(TestMember member) =>
        await Person.ReadAsync(
            await member.Http.PutAsJsonAsync(
                "/api/accounts/me",
                new
                {
                    displayName = member.DisplayName,
                    timeZone = "Asia/Kolkata",
                    onBoards = true,
                }
            )
        );
}
