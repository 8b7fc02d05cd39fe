using System.Net.Http.Headers;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts.Live;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Tests;

/// <summary>The run sheet is read by the revision that a join result names.</summary>
public sealed class RunSheetTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task AReaderKeepsItForGoodAndIsToldWhenItIsTheSame()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        await using var leading = instructor;
        var (asha, client) = await fixture.JoinAsync(session, "Asha");
        var path = $"/api/live/sessions/{session}/run-sheets/{(await client.JoinAsync(session)).RunSheetRevision}";

        using var first = await asha.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var caching = first.Headers.CacheControl!;
        Assert.Equal((true, TimeSpan.FromDays(365)), (caching.Private, caching.MaxAge));
        Assert.Equal("immutable", Assert.Single(caching.Extensions).Name);
        Assert.Equal(LiveFixture.Sheet.Steps.Count, (await client.JoinForRunSheetAsync(session)).Steps.Count);

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(first.Headers.ETag!.Tag));
        using var second = await asha.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task AnotherRunSheetHasAnotherRevisionAndTheFormerIsGone()
    {
        var meera = await fixture.Server.SignInAsync("Meera", roles: Roles.Instructor);
        var session = await fixture.PlanAsync(meera);
        await using var lead = await LiveClient.ConnectAsync(fixture.Server, meera);
        var before = (await lead.JoinAsync(session)).RunSheetRevision;

        await fixture.Server.PublishAsync(
            fixture.Plan(session, meera, default, [], revision: 2) with
            {
                RunSheet = LiveFixture.PreparedSheet,
            }
        );
        await Eventually.Is(() => !lead.RunSheetNotices.IsEmpty);

        var now = (await lead.JoinAsync(session)).RunSheetRevision;
        Assert.NotEqual(before, now);
        Assert.Equal("Long neck", (await lead.ReadRunSheetAsync(session, now)).Steps[0].Cues![0].Text);
        using var gone = await meera.Http.GetAsync($"/api/live/sessions/{session}/run-sheets/{before}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task OneThatTheRoomInMemoryHasNotHeardOfIsReadToo()
    {
        var meera = await fixture.Server.SignInAsync("Meera", roles: Roles.Instructor);
        var session = await fixture.PlanAsync(meera);
        await using var lead = await LiveClient.ConnectAsync(fixture.Server, meera);
        await lead.JoinAsync(session);
        var room = fixture.Server.Services.GetRequiredService<RoomRegistry>().FindLoaded(session)!;
        var now = StoredRunSheet.Of(LiveFixture.PreparedSheet).Revision;

        // While it is held, the room adopts no other plan.
        using (await room.LockAsync(CancellationToken.None))
        {
            await fixture.Server.PublishAsync(
                fixture.Plan(session, meera, default, [], revision: 2) with
                {
                    RunSheet = LiveFixture.PreparedSheet,
                }
            );
            await Eventually.Is(
                async () => (await meera.Http.GetAsync($"/api/live/sessions/{session}/run-sheets/{now}")).StatusCode,
                status => status == HttpStatusCode.OK
            );
            Assert.NotEqual(now, room.RunSheet.Revision);
        }
    }

    [Fact]
    public async Task ItIsReadWhereNobodyIsInTheRoomButNotByWhoWasRemoved()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (asha, client) = await fixture.JoinAsync(session, "Asha");
        var revision = (await client.JoinAsync(session)).RunSheetRevision;
        await instructor.RemoveAsync(session, asha.Id);

        async Task<HttpStatusCode> ReadAsync(TestMember member)
        {
            using var answer = await member.Http.GetAsync($"/api/live/sessions/{session}/run-sheets/{revision}");
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.Forbidden, await ReadAsync(asha));
        await instructor.DisposeAsync();
        await client.DisposeAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await ReadAsync(asha));
        Assert.Equal(HttpStatusCode.OK, await ReadAsync(await fixture.Server.SignInAsync("Ben")));
    }

    [Fact]
    public async Task AJoinResultDoesNotCarryIt()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        await using var leading = instructor;
        var (asha, _) = await fixture.JoinAsync(session, "Asha");
        await using var client = await LiveClient.ConnectAsync(fixture.Server, asha);

        var result = await client.Connection.InvokeAsync<JsonElement>(
            nameof(ILiveSessionHub.Join),
            new JoinRequest(session)
        );
        Assert.InRange(result.GetRawText().Length, 1, 3000);

        // A page of 0.1 that is still open expects one there.
        Assert.Empty(result.GetProperty("runSheet").GetProperty("steps").EnumerateArray());
    }
}
