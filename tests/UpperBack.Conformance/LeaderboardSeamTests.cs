namespace UpperBack.Conformance;

/// <summary>The boards in one process, on Garnet.</summary>
public sealed class BoardsOnOneNode(EmbeddedNode nodes) : LeaderboardSeamTests(nodes), IClassFixture<EmbeddedNode>;

/// <summary>The boards of two nodes, on Redis.</summary>
[Collection(Production.Name)]
public sealed class BoardsOnTwoNodes(ProductionNodes nodes)
    : LeaderboardSeamTests(nodes),
        IClassFixture<ProductionNodes>;

/// <summary>What leaderboards promise, whichever Redis stands behind them.</summary>
public abstract class LeaderboardSeamTests(Nodes nodes)
{
    [Fact]
    public async Task TheBoardIsWhatTheFactsSayOnEveryNodeAndAgainWhenRedisIsEmptied()
    {
        var members = new List<TestMember>();
        foreach (var (name, days) in new[] { ("Adam", 1), ("Zoe", 3), ("Mia", 2) })
        {
            var member = await nodes.Here.SignInAsync(name, "Etc/UTC");
            await nodes.There.PublishAsync(
                new MemberChanged(
                    member.Id,
                    2,
                    name,
                    "Etc/UTC",
                    OnBoards: true,
                    [Roles.Member],
                    DateTimeOffset.UnixEpoch
                )
            );
            for (var day = 0; day < days; day++)
            {
                var startedAt = nodes.Here.Clock.GetUtcNow().AddDays(-day).AddMinutes(-1);
                await nodes
                    .Servers[day % nodes.Servers.Count]
                    .PublishAsync(
                        new AttendanceRecorded(
                            AttendanceId.New(),
                            1,
                            SessionId.New(),
                            member.Id,
                            startedAt,
                            1500,
                            1800,
                            startedAt
                        )
                    );
            }

            members.Add(member);
        }

        foreach (var server in nodes.Servers)
            await Eventually.Is(() => ReadAsync(server, members[0]), board => board == "Zoe 3, Mia 2, Adam 1");

        await nodes.EmptyRedisAsync();
        foreach (var server in nodes.Servers)
            await Eventually.Is(() => ReadAsync(server, members[0]), board => board == "Zoe 3, Mia 2, Adam 1");
    }

    private static async Task<string> ReadAsync(UpperBackServer server, TestMember viewer)
    {
        var answer = await server.ConnectTo(viewer).Http.GetAsync("/api/community/leaderboards/current-streak");
        if (!answer.IsSuccessStatusCode)
            return answer.StatusCode.ToString();

        var board = await Person.ReadAsync(answer);
        return string.Join(
            ", ",
            board
                .GetProperty("rows")
                .EnumerateArray()
                .Select(row => $"{row.GetProperty("displayName").GetString()} {row.GetProperty("value").GetInt32()}")
        );
    }
}
