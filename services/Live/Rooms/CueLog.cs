namespace UpperBack.Live.Rooms;

/// <summary>The recent part of one room's log: offsets run from 1 without a gap, and a client's own id identifies a cue
/// that is sent again. Pure; the caller stores first and serialises appends.</summary>
/// <param name="epoch">Identifies the log; a log that replaces a lost one has another.</param>
/// <param name="capacity">How many cues are kept for recovery.</param>
internal sealed class CueLog(string epoch, int capacity)
{
    /// <summary>Why a client with a position in the log before this one must resync.</summary>
    public const string Replaced = "The room's log was replaced.";

    private readonly Queue<Cue> recent = new();
    private readonly Dictionary<(MemberId Sender, string ClientCueId), Cue> byClientId = [];

    /// <summary>Identifies the log.</summary>
    public string Epoch => epoch;

    /// <summary>Offset of the last cue; 0 when there is none.</summary>
    public long Head { get; private set; }

    /// <summary>Index of the current step by the cues so far; -1 before the first step and after the class.</summary>
    public int StepIndex { get; private set; } = -1;

    /// <summary>The cue that began it; null before the first step and after the class, or when it has left the
    /// log.</summary>
    public Cue? Step { get; private set; }

    /// <summary>When the last cue was sent, Unix milliseconds; 0 before the first.</summary>
    public long LastAtMs { get; private set; }

    /// <summary>True when every cue is still kept.</summary>
    public bool HoldsAll => recent.Count == Head;

    /// <summary>The last position.</summary>
    public LogPosition Position => new(epoch, Head);

    /// <summary>The cue that this sender sent under this id, or null when it is not among the recent ones. A prepared
    /// cue is one cue, whoever sends it.</summary>
    public Cue? FindRepeated(MemberId sender, string clientCueId) =>
        PreparedCues.IsId(clientCueId)
            ? recent.FirstOrDefault(cue => cue.ClientCueId == clientCueId)
            : byClientId.GetValueOrDefault((sender, clientCueId));

    /// <summary>Replaces a sender's name.</summary>
    public void Rename(MemberId sender, string name)
    {
        for (var left = recent.Count; left > 0; left--)
        {
            var cue = recent.Dequeue();
            if (cue.SentBy == sender && cue.SentByName != CueDraft.Platform)
                byClientId[(sender, cue.ClientCueId)] = cue = cue with { SentByName = name };
            recent.Enqueue(cue);
        }
    }

    /// <summary>The cue that comes after another: its offset is the next, and its time is never before the
    /// other's.</summary>
    /// <param name="sessionId">The room's session.</param>
    /// <param name="last">End of the log as it is stored.</param>
    /// <param name="draft">What is sent, by whom.</param>
    /// <param name="nowMs">The server's clock, Unix milliseconds.</param>
    public static Cue Next(SessionId sessionId, LogEnd last, CueDraft draft, long nowMs)
    {
        var atMs = Math.Max(nowMs, last.AtMs);
        return new(
            sessionId,
            last.Epoch,
            last.Offset + 1,
            atMs,
            draft.ClientCueId,
            draft.Sender,
            draft.SenderName,
            draft.Content,
            draft.MediaAtMs ?? atMs
        );
    }

    /// <summary>Puts the next cue into the log.</summary>
    /// <exception cref="ArgumentException">The cue is not the next one of this log.</exception>
    public void Append(Cue cue)
    {
        if (cue.Epoch != epoch || (cue.Offset != Head + 1 && recent.Count > 0) || cue.Offset <= Head)
            throw new ArgumentException($"Cue {cue.Epoch}/{cue.Offset} does not follow {epoch}/{Head}.", nameof(cue));

        Head = cue.Offset;
        LastAtMs = cue.AtMs;
        if (cue.Content.Kind is CueKinds.Step or CueKinds.ClassEnded)
            Step = cue.Content.Kind == CueKinds.Step ? cue : null;
        StepIndex = cue.Content.Kind switch
        {
            CueKinds.Step => cue.Content.StepIndex ?? -1,
            CueKinds.ClassEnded => -1,
            _ => StepIndex,
        };
        recent.Enqueue(cue);
        byClientId[(cue.SentBy, cue.ClientCueId)] = cue;
        if (recent.Count > capacity && recent.TryDequeue(out var oldest))
            byClientId.Remove((oldest.SentBy, oldest.ClientCueId));
    }

    /// <summary>What a client that has seen everything up to a position must be sent.</summary>
    /// <param name="after">The position, or null for a client that has seen nothing.</param>
    public CueRecovery ReadAfter(LogPosition? after)
    {
        if (after is null)
            return new CueRecovery(null, [.. recent]);
        if (after.Epoch != epoch)
            return new CueRecovery(Replaced, [.. recent]);
        if (after.Offset > Head || after.Offset < 0)
            return new CueRecovery("The position is not one of this log.", [.. recent]);

        var oldest = Head - recent.Count + 1;
        return after.Offset + 1 < oldest
            ? new CueRecovery($"More than {recent.Count} cues were missed.", [.. recent])
            : new CueRecovery(null, [.. recent.SkipWhile(cue => cue.Offset <= after.Offset)]);
    }
}

/// <summary>How a client catches up.</summary>
/// <param name="ResyncReason">Why it cannot resume from its position and must drop what it has; null when it
/// can.</param>
/// <param name="Cues">What to send it, in order.</param>
internal sealed record CueRecovery(string? ResyncReason, IReadOnlyList<Cue> Cues);

/// <summary>Where a log ends.</summary>
/// <param name="Epoch">Identifies the log.</param>
/// <param name="Offset">Offset of the last cue; 0 when there is none.</param>
/// <param name="AtMs">When the last cue was sent, Unix milliseconds.</param>
internal readonly record struct LogEnd(string Epoch, long Offset, long AtMs);

/// <summary>A cue that is not in the log yet.</summary>
/// <param name="Sender">Who sends it.</param>
/// <param name="SenderName">Their name.</param>
/// <param name="ClientCueId">The sender's id of the cue.</param>
/// <param name="Content">What it says; checked before.</param>
/// <param name="MediaAtMs">When the frame that it refers to was captured; null for now.</param>
internal sealed record CueDraft(
    MemberId Sender,
    string SenderName,
    string ClientCueId,
    CueContent Content,
    long? MediaAtMs = null
)
{
    /// <summary>Client id of the cue that starts the class; no other cue may have it.</summary>
    public const string ClassStartedId = "class-started";

    /// <summary>Client id of the cue that ends the class; no other cue may have it.</summary>
    public const string ClassEndedId = "class-ended";

    /// <summary>Sender's name of what the platform did itself.</summary>
    public const string Platform = "UpperBack";
}
