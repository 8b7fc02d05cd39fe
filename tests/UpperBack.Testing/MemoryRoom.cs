using NodaTime;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sending;

namespace UpperBack.Testing;

/// <summary>A room that no server has: only what it knows itself.</summary>
internal static class MemoryRoom
{
    public static Room Of(RunSheet sheet)
    {
        var (session, starts) = (SessionId.New(), Instant.FromUnixTimeSeconds(1));
        var plan = new SessionPlan(
            session,
            null,
            1,
            "Morning class",
            starts,
            starts + Duration.FromMinutes(18),
            "Asia/Kolkata",
            Cancelled: false,
            MemberId.New(),
            [],
            sheet,
            MirrorRules.Default
        );
        return new Room(plan, new RoomRecord("e", null, null, null), new CueLog("e", 100), []);
    }

    /// <summary>A connection without a socket.</summary>
    public static LiveConnection Connect(string id, MemberId member) => new(id, member, new DeafOutput());

    private sealed class DeafOutput : ConnectionOutput
    {
        protected override void Write(MessageBatch batch) { }

        protected override void Finish() { }

        protected override void Close(Exception? reason) { }
    }
}
