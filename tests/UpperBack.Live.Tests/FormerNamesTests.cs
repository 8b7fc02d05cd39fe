using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

/// <summary>A page of 0.1 that is still open goes on while its platform is upgraded: it speaks of form notes by other
/// names.</summary>
public sealed class FormerNamesTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task APageOfTheVersionBeforeSendsAndReadsFormNotes()
    {
        var (session, instructor, coach) = await fixture.StartWithCoachAsync();
        var (asha, _) = await fixture.JoinAsync(session, "Asha");
        var told = new ConcurrentQueue<JsonElement>();
        await using var page = new HubConnectionBuilder()
            .WithUrl(new Uri(fixture.Server.Address, "/hubs/live?access_token=" + Uri.EscapeDataString(asha.Token)))
            .Build();
        page.On<JsonElement>(nameof(ILiveSessionClient.FormNoteReceived), told.Enqueue);
        await page.StartAsync();
        await page.InvokeAsync(nameof(ILiveSessionHub.Join), new { sessionId = session });
        await coach.SendFaultAsync(session, "locust", "shrugged-shoulders", asha.Id);
        object Request(string id, bool again) =>
            new
            {
                sessionId = session,
                clientNoteId = id,
                to = new[] { asha.Id },
                exercise = "locust",
                fault = "shrugged-shoulders",
                again,
            };

        var skipped = await SendAsync(instructor, Request("once", again: false));
        var forced = await SendAsync(instructor, Request("anyway", again: true));
        await Eventually.Is(() => told.Count == 2);

        Assert.Equal(asha.Id.ToString(), skipped.GetProperty("doubled")[0].GetString());
        Assert.Equal(1, forced.GetProperty("noteIds").GetArrayLength());
        Assert.All(told, note =>
        {
            Assert.Equal(note.GetProperty("sentAtMs").GetInt64(), note.GetProperty("atMs").GetInt64());
            Assert.Equal(JsonValueKind.Null, note.GetProperty("betterAtMs").ValueKind);
        });
    }

    private static Task<JsonElement> SendAsync(LiveClient leader, object request) =>
        leader.Connection.InvokeAsync<JsonElement>(nameof(ILiveSessionHub.SendFormNote), request);
}
