using NodaTime;
using UpperBack.Kernel.Time;

namespace UpperBack.Live.Tests.Reports;

/// <summary>What administrators read of who was seen by whom.</summary>
public sealed class MirrorAuditTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task AnAdministratorReadsWhoWasSeenByWhomAPageAtATime()
    {
        var ada = await fixture.Server.SignInAsync("Ada", roles: Roles.Admin);
        var (meera, session, instructor) = await fixture.StartLedClassAsync();
        var (asha, _) = await fixture.JoinAsync(session, "Asha");
        var mirror = new MirrorRecord(fixture, session);
        await mirror.ShareAsync(asha, 0, 400);
        await mirror.WatchAsync(meera, 1, null);
        for (var i = 0; i < 100; i++)
            await mirror.LookAsync(meera, asha, 10 + (3 * i), 12 + (3 * i));

        var first = await AuditAsync(ada, session);
        var second = await AuditAsync(ada, session, "?page=2");

        Assert.Equal("Morning class", first.GetProperty("title").GetString());
        Assert.Equal((102, 102), (Total(first), Total(second)));
        var (begun, seen, look, away, left) = (At(0), At(1), At(10), At(12), At(400));
        Assert.Equal(
            $$"""
            {"kind":"shared","memberId":"{{asha.Id}}","displayName":"Asha","ofMemberId":null,"ofDisplayName":null,
            "beganAt":"{{begun}}","endedAt":"{{left}}"}
            {"kind":"watched","memberId":"{{meera.Id}}","displayName":"Meera","ofMemberId":null,"ofDisplayName":null,
            "beganAt":"{{seen}}","endedAt":null}
            {"kind":"looked-in","memberId":"{{meera.Id}}","displayName":"Meera","ofMemberId":"{{asha.Id}}",
            "ofDisplayName":"Asha","beganAt":"{{look}}","endedAt":"{{away}}"}
            """.ReplaceLineEndings(""),
            string.Concat(Entries(first).Take(3).Select(entry => entry.GetRawText()))
        );
        Assert.Equal((100, 2), (Entries(first).Length, Entries(second).Length));
        Assert.Equal(At(10 + (3 * 99)), Entries(second)[1].GetProperty("beganAt").GetString());
        Assert.Empty(Entries(await AuditAsync(ada, session, "?page=3")));

        await instructor.EndClassAsync(session);
        Assert.Equal(JsonValueKind.String, Entries(await AuditAsync(ada, session))[1].GetProperty("endedAt").ValueKind);

        string At(int seconds) => Instants.Format(Instant.FromUnixTimeMilliseconds(mirror.MsAt(seconds)));

        static int Total(JsonElement audit) => audit.GetProperty("total").GetInt32();

        static JsonElement[] Entries(JsonElement audit) => [.. audit.GetProperty("entries").EnumerateArray()];
    }

    [Fact]
    public async Task NobodyButAdministratorsReadsTheAudit()
    {
        var ada = await fixture.Server.SignInAsync("Ada", roles: Roles.Admin);
        var (meera, session, _) = await fixture.StartLedClassAsync();
        var (asha, _) = await fixture.JoinAsync(session, "Asha");
        await new MirrorRecord(fixture, session).ShareAsync(asha, 0, 20);

        foreach (var reader in new[] { meera, asha })
        {
            using var refused = await reader.Http.GetAsync($"/api/live/sessions/{session}/mirror-audit");
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.DoesNotContain("Asha", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var signedOut = fixture.Server.Anonymous();
        using var anonymous = await signedOut.GetAsync($"/api/live/sessions/{session}/mirror-audit");
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        using var none = await ada.Http.GetAsync($"/api/live/sessions/{new SessionId(Guid.NewGuid())}/mirror-audit");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        using var zero = await ada.Http.GetAsync($"/api/live/sessions/{session}/mirror-audit?page=0");
        Assert.Equal(HttpStatusCode.BadRequest, zero.StatusCode);
    }

    private static Task<JsonElement> AuditAsync(TestMember admin, SessionId session, string query = "") =>
        admin.GetAsync($"/api/live/sessions/{session}/mirror-audit{query}");
}
