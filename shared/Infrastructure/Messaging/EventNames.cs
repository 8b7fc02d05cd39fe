using UpperBack.Contracts.Events;

namespace UpperBack.Infrastructure.Messaging;

/// <summary>What each event is called in outbox rows, in messages and as an exchange. These names outlive the program:
/// rows and messages of an earlier version wait for this one, and in a rolling upgrade nodes of both versions read what
/// the other wrote. So a name once released never changes, whatever becomes of the type's own name; those that differ
/// are of version 0.1. The same holds for what a queue is called, see <see
/// cref="MessagingSetup.AddEventHandler{TDatabase, TEvent, THandler}"/>.</summary>
internal static class EventNames
{
    private const string Namespace = "UpperBack.Contracts.Events";

    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(MemberChanged)] = "MemberChanged",
        [typeof(SessionChanged)] = "SessionPlanned",
        [typeof(CoachedSeatChanged)] = "CoachedSeatChanged",
        [typeof(ClassStarted)] = "ClassStarted",
        [typeof(ClassEnded)] = "ClassEnded",
        [typeof(AttendanceRecorded)] = "AttendanceRecorded",
        [typeof(DayKept)] = "DayKept",
        [typeof(FriendshipChanged)] = "FriendshipChanged",
        [typeof(MemberRemovalChanged)] = "MemberRemoved",
        [typeof(StreamChanged)] = "StreamChanged",
        [typeof(ViewerOutageDetected)] = "AttendanceProtected",

        // What all of them are; no event, but an exchange.
        [typeof(IIntegrationEvent)] = "IIntegrationEvent",
    };

    private static readonly Dictionary<string, Type> Types = Names.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>Every event by its name.</summary>
    public static IReadOnlyDictionary<string, Type> All => Types;

    /// <summary>The event's name; null when the type is no event.</summary>
    public static string? Find(Type type) => Names.GetValueOrDefault(type);

    /// <summary>The event's name.</summary>
    public static string Of(Type type) =>
        Find(type)
        ?? throw new InvalidOperationException($"{type} has no name on the bus: add it to {nameof(EventNames)}.");

    /// <summary>The name of the event's exchange.</summary>
    public static string ExchangeOf(Type type) => $"{Namespace}:{Of(type)}";
}
