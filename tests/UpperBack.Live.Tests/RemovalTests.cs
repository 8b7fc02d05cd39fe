using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

/// <summary>Whom a leader takes out of a class.</summary>
public sealed class RemovalTests(LiveFixture fixture) : RemovalTests<LiveFixture>(fixture);

public sealed class StockRemovalTests(StockFixture fixture) : RemovalTests<StockFixture>(fixture);

public abstract class RemovalTests<TFixture>(TFixture fixture) : IClassFixture<TFixture>
    where TFixture : LiveFixture
{
    [Fact]
    public async Task WhoIsTakenOutIsOutUntilLetInAgain()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        await using var leading = instructor;
        var (member, client) = await fixture.JoinAsync(session, "Rude");
        await using var rude = client;

        await instructor.RemoveAsync(session, member.Id);
        await instructor.RemoveAsync(session, member.Id);

        await Eventually.Is(() => client.Closed is not null);
        await Eventually.Is(() => !instructor.Present.ContainsKey(member.Id));
        Assert.Equal(
            ErrorCodes.MemberRemoved.Code,
            await client.RefusalOf(nameof(ILiveSessionHub.Join), new JoinRequest(session))
        );
        Assert.Equal(
            ErrorCodes.NotInRoom.Code,
            await client.RefusalOf(nameof(ILiveSessionHub.RaiseHand), new HandRequest(session))
        );
        Assert.Equal(member.Id, Assert.Single((await instructor.JoinAsync(session)).Removed).MemberId);

        await instructor.ReadmitAsync(session, member.Id);
        await client.JoinAsync(session);
        Assert.Empty((await instructor.JoinAsync(session)).Removed);
    }

    /// <summary>What every address that names a session answers to whom a leader took out of it. An address that is not
    /// here fails the test: decide what it is, and write it down.</summary>
    private static readonly Dictionary<string, Address> ToldToWhoIsOut = new()
    {
        ["GET /api/live/sessions/{sessionId}"] = Address.Closed,
        ["GET /api/live/sessions/{sessionId}/cues"] = Address.Closed,
        ["GET /api/live/sessions/{sessionId}/run-sheets/{revision}"] = Address.Closed,
        ["GET /api/live/sessions/{sessionId}/captions.vtt"] = Address.Closed,
        ["GET /api/live/sessions/{sessionId}/summary"] = Address.Own,
        ["GET /api/live/sessions/{sessionId}/attendance"] = Address.Own,
        ["GET /api/live/sessions/{sessionId}/form-notes"] = Address.Own,
        ["GET /api/live/sessions/{sessionId}/note-history"] = Address.OfLeaders,
        ["GET /api/live/sessions/{sessionId}/report"] = Address.OfLeaders,
        ["GET /api/live/sessions/{sessionId}/report/attendance.csv"] = Address.OfLeaders,
        ["GET /api/live/sessions/{sessionId}/report/notes.csv"] = Address.OfLeaders,
        ["GET /api/live/sessions/{sessionId}/report/mirror.csv"] = Address.OfLeaders,
        ["GET /api/live/sessions/{sessionId}/report/reactions.csv"] = Address.OfLeaders,
        ["GET /api/live/sessions/{sessionId}/mirror-audit"] = Address.OfLeaders,
        ["GET /api/scheduling/sessions/{sessionId}"] = Address.Closed,
        ["POST /api/scheduling/sessions/{sessionId}/booking"] = Address.Closed,
        ["DELETE /api/scheduling/sessions/{sessionId}/booking"] = Address.Own,
        ["PUT /api/scheduling/sessions/{sessionId}/check-in"] = Address.Own,
        ["GET /api/scheduling/sessions/{sessionId}/check-in"] = Address.Own,
        ["GET /api/community/streak/sessions/{sessionId}"] = Address.Own,
        ["PUT /api/scheduling/sessions/{sessionId}/leaders"] = Address.OfLeaders,
        ["PUT /api/scheduling/sessions/{sessionId}/mirror"] = Address.OfLeaders,
        ["GET /api/scheduling/sessions/{sessionId}/bookings"] = Address.OfLeaders,
        ["GET /api/scheduling/sessions/{sessionId}/levels"] = Address.OfLeaders,
        ["GET /api/scheduling/sessions/{sessionId}/run-sheet"] = Address.OfLeaders,
        ["PUT /api/scheduling/sessions/{sessionId}/run-sheet"] = Address.OfLeaders,
        ["POST /api/scheduling/sessions/{sessionId}/cancel"] = Address.OfLeaders,
        ["GET /api/streaming/sessions/{sessionId}"] = Address.Closed,
        ["POST /api/streaming/sessions/{sessionId}/access"] = Address.Closed,
        ["GET /media/{sessionId}/{file}"] = Address.Closed,
        ["HEAD /media/{sessionId}/{file}"] = Address.Closed,
        ["GET /media/{sessionId}/{rendition}/{file}"] = Address.Closed,
        ["HEAD /media/{sessionId}/{rendition}/{file}"] = Address.Closed,

        // That the picture stood still before they were taken out protects their day; the answer tells nothing.
        ["POST /api/streaming/sessions/{sessionId}/health"] = Address.Own,
        ["GET /api/streaming/sessions/{sessionId}/health"] = Address.OfLeaders,
        ["POST /api/streaming/sessions/{sessionId}/stop"] = Address.OfLeaders,
        ["PUT /api/streaming/sessions/{sessionId}/calibration"] = Address.OfLeaders,
        ["GET /api/streaming/sessions/{sessionId}/keys"] = Address.OfLeaders,
        ["POST /api/streaming/sessions/{sessionId}/keys"] = Address.OfLeaders,
        ["DELETE /api/streaming/sessions/{sessionId}/keys/{keyId}"] = Address.OfLeaders,
        ["DELETE /api/streaming/sessions/{sessionId}/recording"] = Address.OfLeaders,
        ["GET /api/streaming/sessions/{sessionId}/ingest"] = Address.OfLeaders,

        // Tells nothing but by its WebSocket, which MirrorAccessTests open.
        ["GET /hubs/mirror/{sessionId}"] = Address.OfLeaders,
    };

    [Fact]
    public async Task WhoIsTakenOutReadsNothingOfTheClassUntilLetInAgainButKeepsWhatIsTheirs()
    {
        var meera = await fixture.Server.SignInAsync("Meera", "Asia/Kolkata", Roles.Instructor);
        var session = await Person.PlanClassAsync(meera);
        await using var instructor = await LiveClient.ConnectAsync(fixture.Server, meera);
        await instructor.JoinAsync(session);
        await instructor.StartClassAsync(session);
        var (member, client) = await fixture.JoinAsync(session, "Rude");
        await using var rude = client;
        await instructor.SendNoteAsync(session, "Yours to keep", member.Id);
        var first = await instructor.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));
        fixture.Server.Clock.Advance(TimeSpan.FromSeconds(30));
        await client.ReportWatchingAsync(session, first.AtMs, first.AtMs + 20_000);
        using var access = await member.Http.PostAsync($"/api/streaming/sessions/{session}/access", null);
        var media = (await Person.ReadAsync(access)).GetProperty("token").GetString()!;

        await instructor.RemoveAsync(session, member.Id);
        await instructor.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 1));
        await Eventually.Is(
            async () => (await CallAsync(member, media, "GET /api/streaming/sessions/{sessionId}", session)).Status,
            status => status == 403
        );
        await Eventually.Is(
            async () => (await CallAsync(member, media, "GET /api/scheduling/sessions/{sessionId}", session)).Status,
            status => status == 403
        );

        var addresses = FindAddresses();
        Assert.Empty(addresses.Except(ToldToWhoIsOut.Keys));
        Assert.Empty(ToldToWhoIsOut.Keys.Except(addresses));
        foreach (var address in addresses)
        {
            var (status, body) = await CallAsync(member, media, address, session);
            var right = ToldToWhoIsOut[address] switch
            {
                Address.Closed => status == 403
                    && (
                        address.StartsWith("HEAD", StringComparison.Ordinal)
                        || body.Contains(ErrorCodes.MemberRemoved.Code, StringComparison.Ordinal)
                    ),
                Address.OfLeaders => status is 400 or 401 or 403 or 404 or 415
                    && !body.Contains("Yours to keep", StringComparison.Ordinal),
                _ => !body.Contains(ErrorCodes.MemberRemoved.Code, StringComparison.Ordinal),
            };
            Assert.True(right, $"{address} answers {status}: {body}");
        }

        var summary = await member.GetAsync($"/api/live/sessions/{session}/summary");
        Assert.Equal(
            [20],
            summary.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("watchedSeconds").GetInt32())
        );
        Assert.Equal(
            "Yours to keep",
            Assert
                .Single((await member.GetAsync($"/api/live/sessions/{session}/form-notes")).EnumerateArray())
                .GetProperty("text")
                .GetString()
        );
        Assert.Equal(
            20,
            (await member.GetAsync($"/api/live/sessions/{session}/attendance")).GetProperty("watchedSeconds").GetInt32()
        );

        await instructor.ReadmitAsync(session, member.Id);
        foreach (var address in addresses.Where(address => ToldToWhoIsOut[address] == Address.Closed))
        {
            await Eventually.Is(
                async () => (await CallAsync(member, media, address, session)).Body,
                body => !body.Contains(ErrorCodes.MemberRemoved.Code, StringComparison.Ordinal)
            );
        }
    }

    /// <summary>Every address of the whole platform that names a session.</summary>
    private string[] FindAddresses() =>
        [
            .. fixture
                .Server.Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.RoutePattern.GetParameter("sessionId") is not null)
                .SelectMany(endpoint =>
                    endpoint
                        .Metadata.GetMetadata<HttpMethodMetadata>()!
                        .HttpMethods.Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}")
                )
                .Distinct()
                .Order(),
        ];

    private async Task<(int Status, string Body)> CallAsync(
        TestMember member,
        string media,
        string address,
        SessionId session
    )
    {
        var (method, path) = (
            address.Split(' ')[0],
            address
                .Split(' ')[1]
                .Replace("{sessionId}", session.ToString(), StringComparison.Ordinal)
                .Replace("{rendition}/{file}", "source/index.m3u8", StringComparison.Ordinal)
                .Replace("{file}", "live.m3u8", StringComparison.Ordinal)
                .Replace("{keyId}", Guid.NewGuid().ToString(), StringComparison.Ordinal)
        );
        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            path + (path.EndsWith(".vtt", StringComparison.Ordinal) ? "?fromMs=0" : "")
        );
        if (method is "POST" or "PUT")
            request.Content = new StringContent("{}", null, "application/json");
        if (path.StartsWith("/media", StringComparison.Ordinal))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", media);
        using var response = await member.Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>What an address is to somebody who was taken out.</summary>
    private enum Address
    {
        /// <summary>Tells of the class: refused.</summary>
        Closed,

        /// <summary>What they took part in, and what is theirs to take back.</summary>
        Own,

        /// <summary>Refused to every participant.</summary>
        OfLeaders,
    }

    [Fact]
    public async Task OnlyLeadersTakeOutAndOnlyParticipants()
    {
        var coach = await fixture.Server.SignInAsync("Cleo");
        var (session, instructor) = await fixture.StartClassAsync(coach);
        await using var leading = instructor;
        var (member, client) = await fixture.JoinAsync(session, "Asha");
        await using var asha = client;

        Assert.Equal(
            ErrorCodes.NotLeader.Code,
            await client.RefusalOf(nameof(ILiveSessionHub.RemoveMember), new RoomMemberRequest(session, member.Id))
        );
        Assert.Equal(
            ErrorCodes.Invalid.Code,
            await instructor.RefusalOf(nameof(ILiveSessionHub.RemoveMember), new RoomMemberRequest(session, coach.Id))
        );
    }
}
