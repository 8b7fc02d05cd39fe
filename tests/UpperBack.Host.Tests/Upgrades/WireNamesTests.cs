using MassTransit;
using MassTransit.Context;
using Microsoft.Extensions.Configuration;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Host.Tests.Upgrades;

/// <summary>What is stored or under way under these names is an earlier version's: a name in a list below may be added,
/// and none may ever change.</summary>
public sealed class WireNamesTests
{
    private static readonly MemberRemovalChanged Removal = new(
        SessionId.From(Guid.Parse("0198c0de-0000-7000-8000-000000000001")),
        MemberId.From(Guid.Parse("0198c0de-0000-7000-8000-000000000002")),
        3,
        IsRemoved: true,
        DateTimeOffset.UnixEpoch
    );

    [Fact]
    public void QueuesAreCalledAsEver() =>
        Assert.Equal(
            [
                "community-KnowMember",
                "community-RecordAttendance",
                "community-RecordHeldClass",
                "community-RecordProtection",
                "live-AnnounceKeptDay",
                "live-KeepFriendship",
                "live-KeepMember",
                "live-KeepSeat",
                "live-KeepSessionPlan",
                "live-KeepStreamStatus",
                "scheduling-OnClassEnded",
                "scheduling-OnClassStarted",
                "scheduling-OnMemberChanged",
                "scheduling-OnMemberRemoved",
                "scheduling-RecordAttendedClass",
                "streaming-AwaitVerdict",
                "streaming-KeepClassEnd",
                "streaming-KeepClassStart",
                "streaming-KeepRemoval",
                "streaming-KeepSessionPlan",
            ],
            Modules
                .AllServices(new ConfigurationBuilder().Build())
                .Where(service => service.ServiceType == typeof(Subscription))
                .Select(service => ((Subscription)service.ImplementationInstance!).Queue)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void EventsAreCalledAsEver() =>
        Assert.Equal(
            [
                "AttendanceProtected = ViewerOutageDetected",
                "AttendanceRecorded = AttendanceRecorded",
                "ClassEnded = ClassEnded",
                "ClassStarted = ClassStarted",
                "CoachedSeatChanged = CoachedSeatChanged",
                "DayKept = DayKept",
                "FriendshipChanged = FriendshipChanged",
                "IIntegrationEvent = IIntegrationEvent",
                "MemberChanged = MemberChanged",
                "MemberRemoved = MemberRemovalChanged",
                "SessionPlanned = SessionChanged",
                "StreamChanged = StreamChanged",
            ],
            EventNames.All.Select(pair => $"{pair.Key} = {pair.Value.Name}").Order(StringComparer.Ordinal)
        );

    [Fact]
    public void EveryEventHasAName() =>
        Assert.All(
            typeof(IIntegrationEvent).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IIntegrationEvent))),
            type => Assert.NotNull(EventNames.Find(type))
        );

    [Fact]
    public void AMessageNamesItsEventAsEver()
    {
        var body = new EventSerializer().GetMessageBody(new MessageSendContext<MemberRemovalChanged>(Removal));

        Assert.Equal(
            [
                "urn:message:UpperBack.Contracts.Events:MemberRemoved",
                "urn:message:UpperBack.Contracts.Events:IIntegrationEvent",
            ],
            JsonDocument
                .Parse(body.GetString())
                .RootElement.GetProperty("messageType")
                .EnumerateArray()
                .Select(urn => urn.GetString())
        );
    }

    [Fact]
    public void AMessageOfVersion01IsUnderstood()
    {
        var context = new EventSerializer().Deserialize(
            new StringMessageBody(
                """
                {
                  "messageId": "0198c0de-0000-7000-8000-000000000003",
                  "messageType": [
                    "urn:message:UpperBack.Contracts.Events:MemberRemoved",
                    "urn:message:UpperBack.Contracts.Events:IIntegrationEvent"
                  ],
                  "message": {
                    "sessionId": "0198c0de-0000-7000-8000-000000000001",
                    "memberId": "0198c0de-0000-7000-8000-000000000002",
                    "revision": 3,
                    "isRemoved": true,
                    "occurredAt": "1970-01-01T00:00:00+00:00"
                  }
                }
                """
            ),
            headers: null!
        );

        Assert.True(context.TryGetMessage<MemberRemovalChanged>(out var removal));
        Assert.Equal(Removal, removal);
        Assert.False(context.TryGetMessage<SessionChanged>(out _));
    }

    [Fact]
    public void AnOutboxRowOfVersion01IsUnderstood()
    {
        var (read, type) = Outbox.Read(
            "MemberRemoved",
            """
            {
              "sessionId": "0198c0de-0000-7000-8000-000000000001",
              "memberId": "0198c0de-0000-7000-8000-000000000002",
              "revision": 3, "isRemoved": true, "occurredAt": "1970-01-01T00:00:00+00:00"
            }
            """
        );

        Assert.Equal((Removal, typeof(MemberRemovalChanged)), ((MemberRemovalChanged)read, type));
    }
}
