using NodaTime;

namespace UpperBack.Community.Tests.Leaderboards;

public sealed class RedisAwayTests
{
    private const string Board = "leaderboards/current-streak";

    [Fact]
    public async Task WithoutRedisAttendancesAreStillRecordedAndTheBoardsComeBackWithIt()
    {
        var server = await TestEvents.StartAtNoonAsync();
        try
        {
            var asha = await server.SignInAsync("Asha");
            await server.PublishAsync(TestEvents.Member(asha.Id, "Asha", "Europe/Berlin", onBoards: true));
            await asha.EventuallyAsync(Board, board => board.Int("total") == 0);

            server.LoseRedis();
            await Eventually.Is(() => StatusAsync(asha), status => status == HttpStatusCode.ServiceUnavailable);
            await LeaderboardTests.ExpectAsync(
                asha,
                "leaderboards/minutes-this-week",
                HttpStatusCode.ServiceUnavailable,
                "server.unavailable"
            );

            await server.PublishAsync(TestEvents.Attendance(asha.Id, server.Now() - Duration.FromSeconds(1)));
            await asha.EventuallyAsync("streak", streak => streak.Int("current") == 1);

            server.BringBackRedis();
            await Eventually.Is(
                () => StatusAsync(asha),
                status => status == HttpStatusCode.OK,
                TimeSpan.FromSeconds(60)
            );
            await asha.EventuallyAsync(Board, board => board.Int("total") == 1);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(TestMember who)
    {
        using var response = await who.Http.GetAsync("/api/community/" + Board);
        return response.StatusCode;
    }
}
