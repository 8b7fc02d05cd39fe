using System.Globalization;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Live.Sync;

namespace UpperBack.Live.Attendance;

/// <summary>Shows a member in the room that their day is kept, as soon as Community publishes it.</summary>
internal sealed class OnDayKept(RoomBackplane backplane) : IHandle<DayKept>
{
    public Task HandleAsync(DayKept kept, UnitOfWork work, CancellationToken ct)
    {
        var day = new KeptDay(
            kept.SessionId,
            kept.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            kept.CurrentStreak,
            kept.LongestStreak,
            kept.Freezes
        );
        work.AfterCommit(() => backplane.Publish(new MemberDayKept(kept.SessionId, kept.MemberId, day)));
        return Task.CompletedTask;
    }
}
