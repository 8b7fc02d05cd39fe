using System.Text.RegularExpressions;
using Mono.Cecil;

namespace UpperBack.Architecture;

/// <summary>One word for one thing, and the one that the field uses: what is declared here has no name of the words
/// that were given up for a standard one.</summary>
public sealed partial class DialectRules
{
    private static readonly HashSet<string> GivenUpTypes =
    [
        .. """
            AttendanceProtected AwaitVerdict BackgroundLine BadRequestWords Bell BrowserDefences CataloguedHubProtocol
            ContentRequire ContentShelf CueWord CutWire DatabaseParts DayWord EarlierAnswer FirstKey FollowChanges
            HandsWord HubGuard IIngestDoor ITakeListener ITakeTap IngestDoor IngestEnd IntakeWords KeepClassEnd
            KeepClassStart KeepFriendship KeepMember KeepRemoval KeepSeat KeepSessionPlan KeepStreamStatus KnowMember
            KnownMember LastUse LeadWord LostTime MarkWord Measurements MediaGate MemberFacts MemberRemoved NameWord
            NewTake NoFault NoteWord NoteWords OnMemberRemoved OpenAddresses PlanWord PlanWords PlanningLoop
            PostgresPulse PreparedWord PresenceTicker ProgressionWords ReactionsWord RecordingSweeper RemovalsWord
            RenditionMaker Replay RoomDirectory RoomFacts RoomFollower RoomHours RoomKeeper RoomListener RoomNews
            RoomSeat RoomTicker RoomWire RoomWord SealedWord SessionDirectory SessionFacts SessionPlanned Shortcut
            SignInGate SoundGrid Strangers StreakChecks StreamDirectory StreamHours StreamKeeper StreamWord Take
            TakeClock TakeInit TakeLead TakeRow Tape TapeRows VerdictKeeper Waiting WatchedTime WireSeal
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static readonly HashSet<string> GivenUpMembers =
    [
        .. """
            Again Beat BeginAnew Believe BetterAtMs ConnectionBacklog Doubled EnterAsync Everybody Farewell FollowAsync
            Gathering GiveBack Hear IsInDoubt IsPassing KeepAsync LineOf ListedPeople LongestRecovery Look LookNow
            MakeRoomAsync Patience QueueOf Ring SealedBody SharesCommits TakeLead Taping Tell Youth
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    [Fact]
    public void NothingIsNamedByAWordThatWasGivenUp() =>
        Assert.Empty(
            House
                .Services.Append("Host")
                .Append("Contracts")
                .Append("Kernel")
                .Append("Infrastructure")
                .SelectMany(name => FindGivenUp(AssemblyDefinition.ReadAssembly(House.PathOf(name)).MainModule.Types))
        );

    [Fact]
    public void AWordThatWasGivenUpIsFound() =>
        Assert.Equal(
            ["RoomKeeper", "RoomKeeper.Patience", "RoomKeeper.MostRooms", "RoomKeeper.LookNow"],
            FindGivenUp([House.Sample<Samples.RoomKeeper>()])
        );

    private static IEnumerable<string> FindGivenUp(IEnumerable<TypeDefinition> types)
    {
        foreach (var type in types.SelectMany(Code.WithNested))
        {
            if (GivenUpTypes.Contains(type.Name))
                yield return type.Name;
            var fields = type.Fields.Where(field =>
                GivenUpMembers.Contains(field.Name) || Superlative().IsMatch(field.Name)
            );
            var members = type
                .Properties.Where(IsCurrent)
                .Select(property => property.Name)
                .Concat(type.Methods.Select(method => method.Name));
            foreach (var name in fields.Select(field => field.Name).Concat(members.Where(GivenUpMembers.Contains)))
                yield return $"{type.Name}.{name}";
        }
    }

    /// <summary>A name of an earlier version that is still told is marked as such.</summary>
    private static bool IsCurrent(PropertyDefinition property) =>
        property.CustomAttributes.All(attribute => attribute.AttributeType.Name != nameof(ObsoleteAttribute));

    /// <summary>Of limits: <c>Max</c> and <c>Min</c> say the same in every code base.</summary>
    [GeneratedRegex("^(Most|Least|Longest|Shortest)[A-Z]")]
    private static partial Regex Superlative();
}
