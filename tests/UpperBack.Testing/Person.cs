using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace UpperBack.Testing;

/// <summary>Somebody with a real account, who uses the public API.</summary>
public static class Person
{
    /// <summary>Everybody's password in tests.</summary>
    public const string Password = "a long enough password";

    /// <summary>Signs up and signs in, at whatever the client points to.</summary>
    public static async Task<TestMember> SignUpAsync(
        HttpClient http,
        string displayName,
        string timeZone = "Europe/Berlin"
    )
    {
        var email = $"{Guid.NewGuid():n}@example.test";
        var signUp = await http.PostAsJsonAsync(
            "/api/accounts/sign-up",
            new
            {
                email,
                password = Password,
                displayName,
                timeZone,
            }
        );
        var profile = await ReadAsync(signUp);
        var member = new TestMember(MemberId.From(profile.GetProperty("memberId").GetGuid()), displayName, "", http)
        {
            Email = email,
        };
        return await SignInAsync(member, http);
    }

    /// <summary>Signs in (again), perhaps at another server with the same data.</summary>
    public static async Task<TestMember> SignInAsync(TestMember member, HttpClient http, string password = Password)
    {
        var tokens = await ReadAsync(
            await http.PostAsJsonAsync("/api/accounts/sign-in", new { email = member.Email, password })
        );
        var token = tokens.GetProperty("accessToken").GetString()!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return member with { Token = token, Http = http };
    }

    /// <summary>Plans a single class that starts now, unless told when.</summary>
    public static async Task<SessionId> PlanClassAsync(
        TestMember instructor,
        int coachedSeats = 20,
        DateTimeOffset? startsAt = null
    )
    {
        var planned = await ReadAsync(
            await instructor.Http.PostAsJsonAsync(
                "/api/scheduling/sessions",
                new
                {
                    title = "Morning upper back",
                    programme = "upper-back-12-weeks",
                    week = 1,
                    startsAt = startsAt ?? DateTimeOffset.UtcNow,
                    timeZone = "Europe/Berlin",
                    coachedSeats,
                }
            )
        );
        var session = SessionId.From(planned.GetProperty("sessionId").GetGuid());
        await Eventually.Is(
            async () => (int)(await instructor.Http.GetAsync($"/api/live/sessions/{session}")).StatusCode,
            status => status == 200
        );
        return session;
    }

    /// <summary>Reads JSON, and fails with the problem when there is one.</summary>
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException(
                $"{(int)response.StatusCode} {response.RequestMessage?.RequestUri}: {body}"
            );
        return JsonDocument.Parse(body).RootElement.Clone();
    }

    /// <summary>Reads JSON from an address.</summary>
    public static async Task<JsonElement> GetAsync(this TestMember member, string path) =>
        await ReadAsync(await member.Http.GetAsync(path));
}
