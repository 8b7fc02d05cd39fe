using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using UpperBack.Contracts.Live;
using UpperBack.Live;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sync;

namespace UpperBack.Conformance;

/// <summary>What is the same on every node, and is told to all.</summary>
public abstract partial class LiveSeamTests
{
    [Fact]
    public async Task WhatHappensInARoomIsHeardOnEveryNode()
    {
        var leader = await Here.SignInAsync("Meera", roles: Roles.Instructor);
        var (session, lead) = await StartClassAsync(leader, []);
        var asha = await Here.SignInAsync("Asha");
        await using var there = await JoinAsync(There, asha, session);

        await lead.SendNoteAsync(session, "Shoulders down", asha.Id);
        await Eventually.Is(() => there.FormNotes.Count == 1);
        await there.MarkNoteAsync(session, there.FormNotes.Single().NoteId, FormNoteMarks.Seen);
        await Eventually.Is(() => lead.FormNoteChanges.Count == 1);
        await lead.MarkNoteAsync(session, there.FormNotes.Single().NoteId, FormNoteMarks.Better);
        await Eventually.Is(() => there.FormNoteChanges.Count == 2);
        Assert.Equal("Meera", there.FormNoteChanges.Last().BetterBy);
        Assert.NotNull(there.FormNoteChanges.Last().SeenAtMs);

        await there.Connection.SendCoreAsync(nameof(ILiveSessionHub.RaiseHand), [new HandRequest(session)]);
        await Eventually.Is(() => lead.Hands?.Hands.Any(hand => hand.MemberId == asha.Id) == true);
        await there.Connection.SendCoreAsync(nameof(ILiveSessionHub.React), [new ReactRequest(session, "heart")]);
        await Eventually.Is(() => lead.Tallies.Any(tally => tally.Counts.GetValueOrDefault("heart") == 1));
        Assert.Single(lead.Tallies);
        foreach (var server in nodes.Servers)
        {
            await Eventually.Is(
                async () =>
                    (await server.ConnectTo(leader).GetAsync($"/api/live/sessions/{session}/report")).GetProperty(
                        "reactions"
                    ),
                reactions =>
                    reactions.GetArrayLength() == 1
                    && reactions[0].GetProperty("counts").GetProperty("heart").GetInt32() == 1
            );
        }

        await lead.RemoveAsync(session, asha.Id);
        await Eventually.Is(() => there.Closed is not null);
        Assert.Equal(
            "room.member-removed",
            await there.RefusalOf(nameof(ILiveSessionHub.Join), new JoinRequest(session))
        );
        await lead.ReadmitAsync(session, asha.Id);
        await there.JoinAsync(session);
    }

    [Fact]
    public async Task PreparedCuesAreSentOnceHoweverManyNodesSendThem()
    {
        var instructor = await Here.SignInAsync("Meera", roles: Roles.Instructor);
        var session = await nodes.PlanAsync(instructor);
        var step = new RunSheetStep(
            0,
            "cat-cow",
            "Cat-Cow",
            "mobility",
            null,
            0,
            160,
            "Move.",
            null,
            null,
            null,
            null,
            [],
            null,
            [.. Enumerable.Range(1, 4).Select(at => new PreparedCue(at, $"at {at}"))]
        );
        await Here.PublishAsync(nodes.Plan(session, instructor, "Morning class", revision: 2, new RunSheet([step])));
        await using var lead = await JoinAsync(Here, instructor, session);
        await Eventually.Is(
            async () => (await lead.JoinForRunSheetAsync(session)).Steps.Single().Cues?.Count,
            count => count == 4
        );
        var asha = await Here.SignInAsync("Asha");
        await using var there = await JoinAsync(There, asha, session);
        await Eventually.Is(
            async () => (await there.JoinForRunSheetAsync(session)).Steps.Single().Cues?.Count,
            count => count == 4
        );
        await lead.StartClassAsync(session);
        await lead.SendPreparedAsync(session, on: true);
        var began = await lead.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));

        // Whoever switched it on is gone, and with it the node that knew first: the others go on.
        await lead.DisposeAsync();
        await Eventually.Is(() => there.Cues.Count(cue => cue.Content.Kind == CueKinds.Text) >= 4);

        Assert.Equal(
            Enumerable.Range(1, 4).Select(at => ($"at {at}", began.MediaAtMs + (at * 1000L))),
            there.Cues.Where(cue => cue.Content.Kind == CueKinds.Text).Select(cue => (cue.Content.Text!, cue.MediaAtMs))
        );
        Assert.Equal(Enumerable.Range(1, 6).Select(offset => (long)offset), there.Cues.Select(cue => cue.Offset));
    }

    [Fact]
    public async Task LeadingRemovalsAndNamesAreTheSameOnEveryNode()
    {
        var coach = await Here.SignInAsync("Cleo", roles: Roles.Coach);
        var (session, lead) = await StartClassAsync(coach);
        await using var there = await JoinAsync(There, coach, session);
        var asha = await Here.SignInAsync("Asha");
        await using var ashas = await JoinAsync(There, asha, session);
        Assert.Equal(
            "room.leader-here",
            await there.RefusalOf(nameof(ILiveSessionHub.LeadOn), new ClassRequest(session))
        );

        await Here.PublishAsync(
            new MemberChanged(asha.Id, 2, "Asha Rao", "Europe/Berlin", false, [Roles.Member], Here.Clock.GetUtcNow())
        );
        await Eventually.Is(() =>
            there.Present.GetValueOrDefault(asha.Id)?.DisplayName == "Asha Rao"
            && lead.Present.GetValueOrDefault(asha.Id)?.DisplayName == "Asha Rao"
        );

        await lead.RemoveAsync(session, asha.Id);
        foreach (var server in nodes.Servers)
        {
            using var cues = await server.ConnectTo(asha).Http.GetAsync($"/api/live/sessions/{session}/cues");
            Assert.Equal(HttpStatusCode.Forbidden, cues.StatusCode);
            await Eventually.Is(
                async () =>
                    (
                        await server.ConnectTo(asha).Http.PostAsync($"/api/streaming/sessions/{session}/access", null)
                    ).StatusCode,
                status => status == HttpStatusCode.Forbidden
            );
        }

        await lead.DisposeAsync();
        await Eventually.Is(() => there.LeaderNotices.LastOrDefault()?.Away == true);
        await there.LeadOnAsync(session);
        await there.EndClassAsync(session);
    }

    [Fact]
    public async Task LeadersOnTwoNodesDoNotNoteTheSameFaultTwice()
    {
        var coach = await Here.SignInAsync("Cleo", roles: Roles.Coach);
        var (session, lead) = await StartClassAsync(coach);
        await using var there = await JoinAsync(There, coach, session);
        var asha = await Here.SignInAsync("Asha");
        await using var ashas = await JoinAsync(Here, asha, session);

        var acks = await Task.WhenAll(SendAsync(lead), SendAsync(there));

        Assert.Single(acks.SelectMany(ack => ack.NoteIds));
        Assert.Equal([asha.Id], acks.SelectMany(ack => ack.Skipped ?? []));

        Task<FormNoteAck> SendAsync(LiveClient client) =>
            client.Connection.InvokeAsync<FormNoteAck>(
                nameof(ILiveSessionHub.SendFormNote),
                new SendFormNoteRequest(session, "once", [asha.Id], "Move slowly", "cat-cow", "too-fast")
            );
    }

    [Fact]
    public async Task ARunSheetThatChangesIsToldOnEveryNode()
    {
        var instructor = await Here.SignInAsync("Meera", roles: Roles.Instructor);
        var session = await nodes.PlanAsync(instructor);
        await using var here = await JoinAsync(Here, instructor, session);
        await using var there = await JoinAsync(There, await Here.SignInAsync("Asha"), session);

        await There.PublishAsync(nodes.Plan(session, instructor, "Morning class", revision: 2, new RunSheet([])));

        await Eventually.Is(() => here.RunSheetNotices.Count == 1 && there.RunSheetNotices.Count == 1);
        Assert.Empty(there.RunSheetNotices.Single().RunSheet.Steps);
    }

    [Fact]
    public async Task APlanThatChangesIsKnownOnEveryNode()
    {
        var instructor = await Here.SignInAsync("Meera", roles: Roles.Instructor);
        var session = await nodes.PlanAsync(instructor);
        await using var here = await JoinAsync(Here, instructor, session);
        var asha = await Here.SignInAsync("Asha");
        await using var there = await JoinAsync(There, asha, session);

        await There.PublishAsync(nodes.Plan(session, instructor, "Another title", revision: 2));

        foreach (var server in nodes.Servers)
        {
            await Eventually.Is(
                async () =>
                    (await server.ConnectTo(asha).GetAsync($"/api/live/sessions/{session}"))
                        .GetProperty("title")
                        .GetString(),
                title => title == "Another title"
            );
        }
    }

    [Fact]
    public async Task PresenceIsTheSameOnEveryNodeAndComesBackWhenRedisIsEmptied()
    {
        var (session, lead) = await StartClassAsync();
        var (asha, ben) = (await Here.SignInAsync("Asha"), await Here.SignInAsync("Ben"));
        await using var one = await JoinAsync(Here, asha, session);
        await using var two = await JoinAsync(There, asha, session);
        await using (await JoinAsync(There, ben, session))
        {
            await Eventually.Is(() => lead.Present.Count == 3);
            Assert.Equal("Ben", lead.Present[ben.Id].DisplayName);
        }

        await Eventually.Is(() => lead.Present.Count == 2);
        await one.DisposeAsync();
        await nodes.EmptyRedisAsync();

        // One of her connections is left, and her name is known again.
        await Eventually.Is(
            async () =>
            {
                await using var newcomer = await LiveClient.ConnectAsync(Here, ben);
                return (await newcomer.JoinAsync(session))
                    .Presence.Members.Select(person => person.DisplayName)
                    .Order()
                    .ToArray();
            },
            names => names.SequenceEqual(["Asha", "Ben", "Meera"])
        );
    }
}
