using UpperBack.Contracts.Live;
using UpperBack.Host.Demo;

namespace UpperBack.Host.Tests.Demo;

/// <summary>The demo as a newcomer meets it, with people of their own in its class.</summary>
public sealed class DemoTests
{
    private const int Crowd = 3;
    private static readonly TimeSpan Timeout = DemoVisit.Timeout;

    [Fact]
    public async Task ItYieldsToWhoeverLeadsAndGoesOnWhenTheyHaveLeft()
    {
        await using var server = await UpperBackServer.StartAsync(
            null,
            "--demo",
            "on",
            "--Demo:Participants",
            $"{Crowd}",
            "--Demo:PauseSeconds",
            "3"
        );
        var (asha, meera) = (
            await DemoVisit.SignInAsync(server, DemoCast.Newcomer),
            await DemoVisit.SignInAsync(server, DemoCast.Instructor)
        );
        var session = await DemoVisit.FindClassAsync(asha, null);
        await using var room = await LiveClient.ConnectAsync(server, asha);
        await DemoVisit.JoinAsync(room, session);
        await Eventually.Is(() => IsCrowdIn(room) && SimulatedCues(room).Any(), Timeout);

        await using (var console = await LiveClient.ConnectAsync(server, meera))
        {
            await console.JoinAsync(session);
            await console.SendTextAsync(session, "I lead now", "mine-0");
            await Eventually.Is(() => room.Cues.Any(cue => cue.ClientCueId == "mine-0"));
            var before = SimulatedCues(room).Count();

            // Who still led by the run sheet would be late with the next step.
            server.Clock.Advance(TimeSpan.FromMinutes(6));
            for (var number = 1; number <= 8; number++)
            {
                await Task.Delay(400);
                await console.SendTextAsync(session, "And breathe", $"mine-{number}");
            }

            await Eventually.Is(() => room.Cues.Any(cue => cue.ClientCueId == "mine-8"));
            Assert.Equal(before, SimulatedCues(room).Count());
            Assert.Empty(console.LeadNotices);
            await Eventually.Is(() => IsCrowdIn(room));
        }

        var last = room.Cues.Max(cue => cue.Offset);
        await Eventually.Is(
            () => SimulatedCues(room).Any(cue => cue.Offset > last && cue.Content.Kind == CueKinds.Step),
            Timeout
        );
        Assert.True(IsCrowdIn(room));

        await ThePictureComesBackAfterAPersonsAsync(server, session, meera);
        await using (var console = await LiveClient.ConnectAsync(server, meera))
        {
            await console.JoinAsync(session);
            await console.EndClassAsync(session);
        }

        var next = await DemoVisit.FindClassAsync(asha, session);
        await Eventually.Is(
            () => asha.GetAsync($"/api/live/sessions/{next}"),
            state => state.GetProperty("people").GetInt32() > Crowd,
            Timeout
        );
    }

    /// <summary>A person streams, for longer than the demo takes to look again, and stops.</summary>
    private static async Task ThePictureComesBackAfterAPersonsAsync(
        UpperBackServer server,
        SessionId session,
        TestMember meera
    )
    {
        await using var person = new DemoPerson(DemoCast.Instructor, server.Address);
        await person.SignInAsync(default);
        await UntilLiveAsync(meera, session);
        var key = (await person.PostAsync<JsonElement>($"/api/streaming/sessions/{session}/keys", new { }, default))
            .GetProperty("key")
            .GetString()!;
        using var camera = new Camera(TimeSpan.FromSeconds(7));
        using var streamed = await person.StreamAsync("/api/streaming/ingest", key, camera, default);

        Assert.Equal(HttpStatusCode.OK, streamed.StatusCode);
        await UntilLiveAsync(meera, session);
    }

    private static Task UntilLiveAsync(TestMember member, SessionId session) =>
        Eventually.Is(
            async () => (await member.GetAsync($"/api/streaming/sessions/{session}")).GetProperty("status").GetString(),
            status => status == StreamStatus.Live,
            Timeout
        );

    private static IEnumerable<Cue> SimulatedCues(LiveClient room) =>
        room.Cues.Where(cue =>
            cue.SentBy == DemoCast.Instructor.Id && !cue.ClientCueId.StartsWith("mine-", StringComparison.Ordinal)
        );

    private static bool IsCrowdIn(LiveClient room) =>
        DemoCast.Community.Take(Crowd).All(member => room.Present.ContainsKey(member.Id));

    /// <summary>Pictures as a camera would make them, for a while.</summary>
    private sealed class Camera(TimeSpan time) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var clip = DemoClip.Load();
            await stream.WriteAsync(clip.Header);
            for (var fragment = 0; fragment < clip.Count && clip.EndOf(fragment) < time; fragment++)
            {
                await Task.Delay(clip.EndOf(fragment) - (fragment == 0 ? TimeSpan.Zero : clip.EndOf(fragment - 1)));
                await stream.WriteAsync(clip.Write(fragment, 0));
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
