using NodaTime;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Tests.Sessions;

public class SessionStatusTests
{
    private static readonly Instant End = Instant.FromUtc(2026, 11, 23, 7, 0);
    private static readonly Instant Some = Instant.FromUtc(2026, 11, 23, 6, 30);

    [Fact]
    public void ASessionIsPlannedUntilThreeHoursAfterItsEnd()
    {
        var moments = new SessionMoments(End, null, null, null);
        Assert.Equal("planned", SessionStatus.Of(moments, End + Duration.FromHours(3)));
        Assert.Equal("ended", SessionStatus.Of(moments, End + Duration.FromHours(3) + Duration.FromSeconds(1)));
    }

    [Fact]
    public void AStartedSessionIsLiveUntilItEndsHoweverLate()
    {
        Assert.Equal("live", SessionStatus.Of(new SessionMoments(End, null, Some, null), End + Duration.FromDays(1)));
        Assert.Equal("ended", SessionStatus.Of(new SessionMoments(End, null, Some, Some), Some));
    }

    [Fact]
    public void ACancelledSessionStaysCancelled() =>
        Assert.Equal(
            "cancelled",
            SessionStatus.Of(new SessionMoments(End, Some, Some, Some), End + Duration.FromDays(9))
        );
}
