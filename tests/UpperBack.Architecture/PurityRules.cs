using Mono.Cecil;
using UpperBack.Architecture.Samples;

namespace UpperBack.Architecture;

/// <summary>Types that decide know no database, hub, bus, Redis, web framework or clock, and nothing of their service
/// that does.</summary>
public sealed class PurityRules
{
    /// <summary>The deciding types of each service. A new one belongs here.</summary>
    private static readonly Dictionary<string, string[]> PureTypes = new()
    {
        ["Accounts"] = ["Profiles.ProfileRules"],
        ["Community"] =
        [
            "Leaderboards.Board",
            "Ledger.KeptDayRule",
            "Streaks.FreezeRule",
            "Streaks.IsoWeek",
            "Streaks.Milestones",
            "Streaks.Streak",
        ],
        ["Live"] =
        [
            "Classes.ClassLength",
            "Cues.Captions",
            "Cues.CueRules",
            "FormNotes.NoteDraft",
            "FormNotes.NoteTemplateText",
            "Mirror.MirrorAllowance",
            "Mirror.MirrorHeader",
            "Mirror.MirrorPolicy",
            "Mirror.MirrorQueue",
            "Mirror.MirrorText",
            "Presence.NodeEntry",
            "Presence.PresenceView",
            "Reports.AttendanceCurve",
            "Reports.MirrorTally",
            "Reports.StepsDone",
            "Rooms.CueLog",
            "Rooms.LeaderAbsence",
            "Rooms.PreparedCues",
            "Rooms.RoomPolicy",
            "Rooms.WatchRules",
        ],
        ["Scheduling"] =
        [
            "Bookings.SeatAllocation",
            "Exercises.Dosage",
            "Exercises.DosageLimits",
            "Exercises.FigureCheck",
            "Intake.IntakeProposal",
            "Library.TranslationCheck",
            "Progress.Diary",
            "Progress.Progression",
            "Programmes.BlockCheck",
            "Programmes.PlanCheck",
            "Programmes.PlanView",
            "Programmes.ProgrammeCheck",
            "Programmes.RunSheetPlanner",
            "Programmes.StepLevels",
            "Series.Recurrence",
            "Series.RecurrenceRule",
            "Series.RuleText",
            "Sessions.SessionStatus",
        ],
        ["Streaming"] =
        [
            "Fmp4.Fmp4Reader",
            "Fmp4.Fragment",
            "Fmp4.FragmentReader",
            "Fmp4.InitSegment",
            "Health.OutagePolicy",
            "Streams.BitrateLimit",
            "Ingest.BrowserMessages",
            "Ingest.AudioTimestampAligner",
            "Keys.StreamKey",
            "Media.AudioConfiguration",
            "Media.AvcConfiguration",
            "Media.SequenceParameters",
            "Media.SilenceFiller",
            "Origin.MediaFile",
            "Packaging.Packager",
            "Packaging.SegmentCutter",
            "Playlists.PlaylistRequest",
            "Playlists.PlaylistWriter",
            "Playlists.SegmentName",
            "Storage.RecordingIndex",
            "Renditions.Ladder",
            "Rtmp.Amf0",
            "Rtmp.ChunkReader",
            "Rtmp.ChunkWriter",
            "Rtmp.FlvTracks",
            "Rtmp.RtmpSession",
            "Sessions.StreamWindow",
            "Streams.LiveWindow",
            "Streams.RecordingState",
            "Streams.StreamState",
            "Streams.EncoderSessionClock",
        ],
    };

    private static readonly string[] ForbiddenNamespaces =
    [
        "Dapper",
        "MassTransit",
        "StackExchange",
        "Microsoft.AspNetCore",
        "Microsoft.Data",
        "Microsoft.Extensions",
        "System.Data",
        "System.Net",
        "System.Threading.Tasks",
        "UpperBack.Infrastructure",
    ];

    private static readonly string[] ForbiddenTypes =
    [
        "System.TimeProvider",
        "System.Random",
        "System.Threading.Timer",
    ];

    [Fact]
    public void EveryServiceNamesItsDecidingTypes() =>
        Assert.Equal(House.Services, PureTypes.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void DecidingTypesArePure() =>
        Assert.Empty(
            PureTypes.SelectMany(service => service.Value.SelectMany(name => FindImpurities(Find(service.Key, name))))
        );

    [Fact]
    public void AnImpureDecidingTypeIsFound()
    {
        Assert.Contains(
            "DirectlyImpure uses Dapper.SqlMapper",
            FindImpurities(House.Samples.MainModule.GetType(typeof(DirectlyImpure).FullName))
        );
        Assert.Contains(
            "IndirectlyImpure uses ClockReader uses System.TimeProvider",
            FindImpurities(House.Samples.MainModule.GetType(typeof(IndirectlyImpure).FullName))
        );
        Assert.Empty(FindImpurities(House.Sample<PurePair>()));
    }

    private static TypeDefinition Find(string service, string name) =>
        House.Assembly(service).MainModule.GetType($"UpperBack.{service}.{name}")
        ?? throw new InvalidOperationException(
            $"{service} has no type {name} any more: put its new name into {nameof(PureTypes)}."
        );

    private static IEnumerable<string> FindImpurities(TypeDefinition start)
    {
        var seen = new HashSet<string>();
        var paths = new Queue<(TypeDefinition Type, string Path)>([(start, start.Name)]);
        while (paths.TryDequeue(out var next))
        {
            foreach (var mention in next.Type.Mentions())
            {
                if (IsForbidden(mention))
                    yield return $"{next.Path} uses {mention.FullName}";
                else if (mention.Scope == start.Module && seen.Add(mention.FullName) && mention.Resolve() is { } own)
                    paths.Enqueue((own, $"{next.Path} uses {own.Name}"));
            }
        }
    }

    private static bool IsForbidden(TypeReference type) =>
        ForbiddenTypes.Contains(type.FullName)
        || ForbiddenNamespaces.Any(name =>
            type.Namespace == name || type.Namespace.StartsWith(name + ".", StringComparison.Ordinal)
        );
}
