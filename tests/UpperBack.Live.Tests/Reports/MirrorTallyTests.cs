using NodaTime;
using UpperBack.Kernel.Time;
using UpperBack.Live.Reports;

namespace UpperBack.Live.Tests.Reports;

/// <summary>What is told of a class's mirror, from times alone.</summary>
public sealed class MirrorTallyTests
{
    private static readonly Dictionary<MemberId, NoteCounts> NoNotes = [];

    private readonly MemberId meera = MemberId.New();
    private readonly MemberId asha = MemberId.New();
    private readonly MemberId ben = MemberId.New();

    [Fact]
    public void WhomNobodyLookedAtComesFirstThenByHowSeldomSomebodyDid()
    {
        var (cem, dana) = (MemberId.New(), MemberId.New());
        var members = MirrorTally.Members(
            [
                Time(MirrorKinds.Shared, asha, asha, 0, 100, "Asha"),
                Time(MirrorKinds.Shared, dana, dana, 0, 100, "dana"),
                Time(MirrorKinds.Shared, ben, ben, 0, 100, "Ben"),
                Time(MirrorKinds.Shared, cem, cem, 0, 100, "Cem"),
                Time(MirrorKinds.LookedIn, meera, asha, 10, 20),
                Time(MirrorKinds.LookedIn, meera, asha, 30, 40),
                Time(MirrorKinds.LookedIn, meera, ben, 20, 30),
            ],
            NoNotes
        );

        Assert.Equal(["Cem", "dana", "Ben", "Asha"], members.Select(member => member.DisplayName));
        Assert.Equal([0, 0, 1, 2], members.Select(member => member.Looks));
    }

    [Fact]
    public void TwoLeadersAtOnceLookedForNoLongerThanOneWould()
    {
        var member = Assert.Single(
            MirrorTally.Members(
                [
                    Time(MirrorKinds.Shared, asha, asha, 0, 60),
                    Time(MirrorKinds.Shared, asha, asha, 40, 80),
                    Time(MirrorKinds.LookedIn, meera, asha, 10, 20),
                    Time(MirrorKinds.LookedIn, ben, asha, 15, 30),
                ],
                new Dictionary<MemberId, NoteCounts> { [asha] = new(3, 1), [ben] = new(9, 9) }
            )
        );

        Assert.Equal((80, 2, 20), (member.SharedSeconds, member.Looks, member.LookedSeconds));
        Assert.Equal((3, 1), (member.Notes, member.Better));
    }

    [Fact]
    public void WhoeverOnlyWatchedOrWasNotedIsNobodyWhoShowedThemselves() =>
        Assert.Empty(
            MirrorTally.Members(
                [Time(MirrorKinds.Watched, meera, meera, 0, 60)],
                new Dictionary<MemberId, NoteCounts> { [ben] = new(1, 0) }
            )
        );

    [Fact]
    public void OneWhoNeverShowedThemselvesHasNoMirror() =>
        Assert.Null(
            MirrorTally.Own(
                [
                    Time(MirrorKinds.Shared, asha, asha, 0, 60),
                    Time(MirrorKinds.Shared, ben, ben, 5, 5),
                    Time(MirrorKinds.Watched, meera, meera, 0, 60),
                ],
                ben,
                isOver: true
            )
        );

    [Fact]
    public void AWatcherIsNamedOnceAndOnlyWhenTheyCouldSeeSomething()
    {
        var own = MirrorTally.Own(
            [
                Time(MirrorKinds.Shared, asha, asha, 10, 20),
                Time(MirrorKinds.Shared, asha, asha, 40, 50),
                Time(MirrorKinds.Watched, meera, meera, 0, 15, "Meera"),
                Time(MirrorKinds.Watched, meera, meera, 45, 60, "Meera"),
                Time(MirrorKinds.Watched, ben, ben, 20, 40, "Ben"),
            ],
            asha,
            isOver: true
        )!;

        Assert.Equal(["Meera"], own.Watchers);
        Assert.Equal(20, own.SharedSeconds);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ALookWithoutAnEndLastsUntilTheClassIsOver(bool isOver)
    {
        var own = MirrorTally.Own(
            [
                Time(MirrorKinds.Shared, asha, asha, 0, 60),
                (
                    new MirrorTime
                    {
                        Kind = MirrorKinds.LookedIn,
                        Who = meera,
                        Whom = asha,
                    },
                    new TimeInterval(30_000, 60_000)
                ),
            ],
            asha,
            isOver
        )!;

        Assert.Equal(isOver ? 60_000 : (long?)null, Assert.Single(own.Looks).EndedAtMs);
    }

    [Fact]
    public void NothingEndsBeforeItBegan()
    {
        var early = Instant.FromUnixTimeSeconds(10);
        var time = new MirrorTime { BeganAt = Instant.FromUnixTimeSeconds(20) };

        Assert.Equal(time.BeganAt, time.EndIn(early));
        Assert.Null(time.EndIn(null));
        Assert.Equal(new TimeInterval(20_000, 25_000), time.Until(null, Instant.FromUnixTimeSeconds(25)));
    }

    private static (MirrorTime What, TimeInterval Time) Time(
        string kind,
        MemberId who,
        MemberId whom,
        int from,
        int to,
        string name = "Somebody"
    ) =>
        (
            new MirrorTime
            {
                Kind = kind,
                Who = who,
                Whom = whom,
                WhoName = name,
                BeganAt = Instant.FromUnixTimeSeconds(from),
                EndedAt = Instant.FromUnixTimeSeconds(to),
            },
            new TimeInterval(from * 1000L, to * 1000L)
        );
}
