using NodaTime;
using UpperBack.Streaming.Sessions;

namespace UpperBack.Streaming.Tests.Sessions;

public sealed class StreamWindowTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 26, 6, 0);
    private static readonly StreamWindow Window = new(BeginBeforeMinutes: 60, EndAfterSeconds: 30);

    [Theory]
    [InlineData(-61, "room.not-open")]
    [InlineData(-59, null)]
    [InlineData(15, null)]
    [InlineData(89, null)]
    [InlineData(91, "stream.stopped")]
    public void AClassThatNobodyStartsCanBeStreamedFromAnHourBeforeToAnHourAfter(int minutes, string? refusal) =>
        Assert.Equal(refusal, RefuseAt(minutes, Session()));

    [Theory]
    [InlineData(600, null)]
    [InlineData(751, "stream.stopped")]
    public void AClassThatOverrunsIsStreamedOn(int minutes, string? refusal) =>
        Assert.Equal(refusal, RefuseAt(minutes, Session(startedAt: 0)));

    [Fact]
    public void AfterItsEndAClassIsStreamedForItsGoodbyeOnly()
    {
        var session = Session(startedAt: 0, endedAt: 20);
        Assert.Equal(Start + Duration.FromMinutes(20) + Duration.FromSeconds(30), Window.EndsAt(session));
        Assert.Null(RefuseAt(20, session));
        Assert.Equal("stream.stopped", RefuseAt(21, session));
    }

    [Fact]
    public void ACancelledClassIsNotStreamed() => Assert.Equal("session.closed", RefuseAt(0, Session(cancelled: true)));

    private static string? RefuseAt(int minutes, SessionProjection session) =>
        Window.RefuseBegin(Start + Duration.FromMinutes(minutes), session)?.Code.Code;

    private static SessionProjection Session(int? startedAt = null, int? endedAt = null, bool cancelled = false) =>
        new()
        {
            StartsAt = Start,
            EndsAt = Start + Duration.FromMinutes(30),
            Cancelled = cancelled,
            StartedAt = startedAt is { } from ? Start + Duration.FromMinutes(from) : null,
            EndedAt = endedAt is { } to ? Start + Duration.FromMinutes(to) : null,
        };
}
