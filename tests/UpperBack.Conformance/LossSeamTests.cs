using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using UpperBack.Community.Leaderboards;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Time;
using UpperBack.Live;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sending;
using UpperBack.Live.Storage;

namespace UpperBack.Conformance;

/// <summary>Losses in one process, on Garnet.</summary>
public sealed class LossOnOneNode(EmbeddedNode nodes) : LossSeamTests(nodes), IClassFixture<EmbeddedNode>;

/// <summary>Losses between two nodes on PostgreSQL and a Redis server.</summary>
[Collection(Production.Name)]
public sealed class LossOnTwoNodes(ProductionNodes nodes) : LossSeamTests(nodes), IClassFixture<ProductionNodes>;

/// <summary>Redis may lose everything at any moment: SQL makes it good, within seconds and without being
/// asked.</summary>
public abstract class LossSeamTests(Nodes nodes)
{
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task ACueThatNoNodeWasToldOfIsShownInItsPlace()
    {
        var (session, meera, lead) = await OpenAsync();
        await using var asha = await JoinAsync(nodes.There, await nodes.Here.SignInAsync("Asha"), session);
        await lead.SendTextAsync(session, "Told");
        await StoreSilentlyAsync(
            session,
            new CueDraft(meera.Id, meera.DisplayName, "silent", new CueContent(CueKinds.Text, "Silent"))
        );

        await Eventually.Is(() => asha.Cues.Count == 2 && lead.Cues.Count == 2, Seconds);
        await lead.SendTextAsync(session, "Told again");
        await Eventually.Is(() => asha.Cues.Count == 3, Seconds);

        Assert.Equal(["Told", "Silent", "Told again"], asha.Cues.Select(cue => cue.Content.Text));
        Assert.Equal([1, 2, 3], asha.Cues.Select(cue => cue.Offset));
        Assert.Empty(asha.Resyncs);
        await lead.DisposeAsync();
    }

    [Fact]
    public async Task WhatHappensWhileRedisIsAwayIsKnownOnEveryNodeAndPresenceIsWholeWhenItIsBack()
    {
        var (session, meera, lead) = await OpenAsync();
        var (asha, ben) = (await nodes.Here.SignInAsync("Asha"), await nodes.Here.SignInAsync("Ben"));
        await using var ashas = await JoinAsync(nodes.There, asha, session);
        await using var bens = await JoinAsync(nodes.There, ben, session);
        var earlier = (await lead.SendNoteAsync(session, "Long neck", asha.Id)).NoteIds.Single();
        await Eventually.Is(() => ashas.FormNotes.Count == 1, Seconds);
        await nodes.LoseRedisAsync();
        try
        {
            await lead.MarkNoteAsync(session, earlier, FormNoteMarks.Better);
            await lead.SendTextAsync(session, "Without Redis");
            await lead.SendNoteAsync(session, "Shoulders down", asha.Id);
            await lead.RemoveAsync(session, ben.Id);
            await nodes.Here.PublishAsync(nodes.Plan(session, meera, "Moved to the garden", revision: 2));

            await Eventually.Is(
                () =>
                    ashas.Cues.Count == 1
                    && ashas.FormNotes.Count == 2
                    && ashas.FormNoteChanges.Count == 1
                    && bens.Closed is not null,
                TimeSpan.FromSeconds(20)
            );
            foreach (var server in nodes.Servers)
            {
                await Eventually.Is(
                    () =>
                        Task.FromResult(
                            server.Services.GetRequiredService<RoomRegistry>().FindLoaded(session)?.Plan.Title
                        ),
                    title => title == "Moved to the garden",
                    Seconds
                );
            }
        }
        finally
        {
            await nodes.BringBackRedisAsync();
        }

        // The doubt that a loss leaves behind lasts some seconds: nothing is told twice meanwhile.
        await Eventually.Is(
            () => NamesAsync(nodes.Here, session),
            names => names == "Asha, Meera",
            TimeSpan.FromSeconds(30)
        );
        await Eventually.Is(() => NamesAsync(nodes.There, session), names => names == "Asha, Meera", Seconds);
        await lead.SendTextAsync(session, "With Redis");
        await Eventually.Is(() => ashas.Cues.Count == 2, Seconds);
        Assert.Equal(["Without Redis", "With Redis"], ashas.Cues.Select(cue => cue.Content.Text));
        Assert.Equal(2, ashas.FormNotes.Count);
        Assert.Single(ashas.FormNoteChanges);
        Assert.Empty(ashas.Resyncs);
        Assert.Null(ashas.Closed);
        await lead.DisposeAsync();
    }

    [Fact]
    public async Task ALeaseLastsWhileItsNodeRenewsItAndRunsOutOnEveryNodeAfterwards()
    {
        var (session, member) = (SessionId.New(), MemberId.New());
        var (here, there) = (Leases(nodes.Here), Leases(nodes.There));
        var (one, two) = (Own("one", member), Own("two", member));
        await here.ExchangeAsync(session, one, default);
        await there.ExchangeAsync(session, two, default);
        await here.ExchangeAsync(session, one, default);
        Assert.All([one, two], people => Assert.True(people.Has("one") && people.Has("two")));
        Assert.All([one, two], people => Assert.Equal(1, people.Count));
        Assert.Equal(1, (await there.ReadAsync(session, default)).People);

        // The node of the other lease is dead from here on.
        Advance(8);
        await here.ExchangeAsync(session, one, default);
        Advance(8);
        await here.ExchangeAsync(session, one, default);
        Assert.Equal((true, false), (one.Has("one"), one.Has("two")));
        var newcomer = new RoomPeople();
        await there.ExchangeAsync(session, newcomer, default);
        Assert.Equal((true, false), (newcomer.Has("one"), newcomer.Has("two")));
        Assert.Equal("Asha", Assert.Single(newcomer.Show(new HashSet<MemberId>(), 1).Members).DisplayName);

        Advance(13);
        await there.ExchangeAsync(session, newcomer, default);
        Assert.Equal((0, false), (newcomer.Count, newcomer.Has("one")));
        Assert.Equal(0, (await there.ReadAsync(session, default)).People);
        await here.ExchangeAsync(session, one, default);
        await there.ExchangeAsync(session, newcomer, default);
        Assert.True(newcomer.Has("one"));
        one.Return("one");
        await here.ExchangeAsync(session, one, default);
        await there.ExchangeAsync(session, newcomer, default);
        Assert.Equal(0, newcomer.Count);
    }

    [Fact]
    public async Task BoardsThatNobodyReadsAreWholeAgain()
    {
        var asha = await nodes.Here.SignInAsync("Asha", "Etc/UTC");
        await nodes.Here.PublishAsync(
            new MemberChanged(asha.Id, 2, "Asha", "Etc/UTC", OnBoards: true, [Roles.Member], DateTimeOffset.UnixEpoch)
        );
        var startedAt = nodes.Here.Clock.GetUtcNow().AddMinutes(-1);
        await nodes.There.PublishAsync(
            new AttendanceRecorded(AttendanceId.New(), 1, SessionId.New(), asha.Id, startedAt, 1500, 1800, startedAt)
        );
        var before = await Eventually.Is(ReadBoardAsync, board => board == "ASHA 1");

        await nodes.EmptyRedisAsync();
        Assert.Equal(before, await Eventually.Is(ReadBoardAsync, board => board.Length > 0, TimeSpan.FromSeconds(30)));
    }

    /// <summary>The board as it stands in Redis, which asks nobody to rebuild it; empty while it is not
    /// whole.</summary>
    private async Task<string> ReadBoardAsync()
    {
        var redis = nodes.Here.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        if (!await redis.KeyExistsAsync(BoardKeys.Ready))
            return "";

        var entries = await redis.SortedSetRangeByRankWithScoresAsync(BoardKeys.Scores(Board.CurrentStreak.Name));
        return string.Join(
            ", ",
            entries.Select(entry =>
                FormattableString.Invariant($"{entry.Element.ToString().Split('\n')[0]} {-entry.Score}")
            )
        );
    }

    private async Task<(SessionId Session, TestMember Meera, LiveClient Lead)> OpenAsync()
    {
        var meera = await nodes.Here.SignInAsync("Meera", roles: Roles.Instructor);
        var session = await nodes.PlanAsync(meera);
        return (session, meera, await JoinAsync(nodes.Here, meera, session));
    }

    /// <summary>Appends as a node does whose every word is lost.</summary>
    private async Task StoreSilentlyAsync(SessionId session, CueDraft draft)
    {
        var database = nodes.Here.Services.GetRequiredService<LiveDatabase>();
        await using var work = await database.BeginAsync($"room/{session}", default);
        var end = (await CueRows.ReadEndAsync(work, session, default))!;
        await CueRows.InsertAsync(
            work,
            CueLog.Next(session, new LogEnd(end.Epoch, end.CueOffset, end.AtMs), draft, nodes.Here.Clock.NowMs()),
            default
        );
        await work.CommitAsync(default);
    }

    /// <summary>The room's people as a newcomer is told, who is not counted.</summary>
    private async Task<string> NamesAsync(UpperBackServer server, SessionId session)
    {
        await using var newcomer = await LiveClient.ConnectAsync(server, await nodes.Here.SignInAsync("Newcomer"));
        var people = (await newcomer.JoinAsync(session)).Presence.Members;
        return string.Join(", ", people.Select(person => person.DisplayName).Where(name => name != "Newcomer").Order());
    }

    private void Advance(int seconds)
    {
        foreach (var server in nodes.Servers)
            server.Clock.Advance(TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Presence as a node of its own keeps it.</summary>
    private static PresenceLeases Leases(UpperBackServer server) =>
        ActivatorUtilities.CreateInstance<PresenceLeases>(server.Services);

    /// <summary>A room with one connection of Asha.</summary>
    private static RoomPeople Own(string connection, MemberId member)
    {
        var people = new RoomPeople();
        people.Take(new PresenceLease(connection, member, RoomRoles.Participant, "Asha"));
        return people;
    }

    private static async Task<LiveClient> JoinAsync(UpperBackServer server, TestMember member, SessionId session)
    {
        var client = await LiveClient.ConnectAsync(server, member);
        await client.JoinAsync(session);
        return client;
    }
}
