using System.Net.Http.Json;
using UpperBack.Host.Demo;
using UpperBack.Infrastructure.Demo;

namespace UpperBack.Host.Tests.Demo;

/// <summary>How somebody comes into the demo.</summary>
internal static class DemoVisit
{
    /// <summary>What the demo may take to get going.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>The room hears of a class a moment after the timetable does.</summary>
    public static async Task JoinAsync(LiveClient room, SessionId session)
    {
        await Eventually.Is(
            async () =>
            {
                try
                {
                    await room.JoinAsync(session);
                    return true;
                }
                catch (Microsoft.AspNetCore.SignalR.HubException)
                {
                    return false;
                }
            },
            joined => joined
        );
    }

    /// <summary>Signs in, once the demo has made its people.</summary>
    public static async Task<TestMember> SignInAsync(UpperBackServer server, DemoMember member)
    {
        var http = server.Anonymous();
        var answer = await Eventually.Is(
            () =>
                http.PostAsJsonAsync(
                    "/api/accounts/sign-in",
                    new { email = member.Email, password = DemoCast.Password }
                ),
            answer => answer.IsSuccessStatusCode,
            Timeout
        );
        var token = (await Person.ReadAsync(answer)).GetProperty("accessToken").GetString()!;
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return new TestMember(member.Id, member.DisplayName, token, http);
    }

    /// <summary>The class that is live, once it is another one than before.</summary>
    public static async Task<SessionId> FindClassAsync(TestMember member, SessionId? before)
    {
        var sessions = await Eventually.Is(
            async () =>
                (await member.GetAsync("/api/scheduling/sessions"))
                    .GetProperty("sessions")
                    .EnumerateArray()
                    .Where(session =>
                        session.GetProperty("title").GetString() == "Demo morning class"
                        && session.GetProperty("status").GetString() == "live"
                    )
                    .Select(session => SessionId.From(session.GetProperty("sessionId").GetGuid()))
                    .Where(session => session != before)
                    .ToArray(),
            found => found.Length > 0,
            Timeout
        );
        return sessions[0];
    }
}
