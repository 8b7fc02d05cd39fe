using StackExchange.Redis;
using UpperBack.Community.Leaderboards;

namespace UpperBack.Community.Tests.Leaderboards;

public sealed class BoardSnapshotTests
{
    [Fact]
    public void RanksAndPlacesAreThoseThatCountingGives()
    {
        var random = new Random(20261130);
        for (var round = 0; round < 200; round++)
        {
            var members = Enumerable
                .Range(0, random.Next(40))
                .Select(_ => (Id: MemberId.New(), Value: 1 + random.Next(6)))
                .OrderByDescending(one => one.Value)
                .ToArray();
            var board = Of(members);
            Assert.Equal(members.Length, board.Total);

            var count = 1 + random.Next(12);
            Assert.Equal(Ranked(members).Take(count), board.Top(count).ToArray());
            Assert.Equal(Ranked(members).Take(count), board.Around(MemberId.New(), count).ToArray());
            foreach (var (own, place) in members.Select((one, place) => (one.Id, place)))
            {
                Assert.True(board.Has(own));
                var around = board.Around(own, count).ToArray();
                Assert.Equal(Math.Min(count, members.Length), around.Length);
                var start = Array.IndexOf(members, members.Single(one => one.Id == around[0].MemberId));
                Assert.Equal(Ranked(members).Skip(start).Take(count), around);

                // In the middle, as far as the ends of the board allow.
                var before = place - start;
                Assert.True(
                    before == count / 2 || (before < count / 2 && start == 0) || start + count >= members.Length,
                    $"{place} of {members.Length}, {count} from {start} on"
                );
            }
        }
    }

    [Fact]
    public void ABoardOfNobodyIsEmpty()
    {
        var board = Of([]);
        Assert.Equal(0, board.Total);
        Assert.False(board.Has(MemberId.New()));
        Assert.True(board.Top(20).IsEmpty);
        Assert.True(board.Around(MemberId.New(), 20).IsEmpty);
    }

    [Fact]
    public void ANameWithALineBreakIsNotTakenForAnId()
    {
        var id = MemberId.New();
        var entry = new SortedSetEntry(BoardKeys.Entry($"A\n{Guid.NewGuid()}\nB", id), -1);
        Assert.Equal(id, Assert.Single(new BoardSnapshot([entry]).Top(1).ToArray()).MemberId);
    }

    private static BoardSnapshot Of(IEnumerable<(MemberId Id, int Value)> members) =>
        new([.. members.Select(one => new SortedSetEntry(BoardKeys.Entry("Name", one.Id), -one.Value))]);

    private static IEnumerable<BoardEntry> Ranked((MemberId Id, int Value)[] members) =>
        members.Select(one => new BoardEntry(1 + members.Count(other => other.Value > one.Value), one.Id, one.Value));
}
