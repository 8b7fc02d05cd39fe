using System.ComponentModel.DataAnnotations;
using UpperBack.Contracts.Ids;

namespace UpperBack.Contracts.Live;

/// <summary>A place in a room's log.</summary>
/// <param name="Epoch">Names one life of the log; another epoch means another log.</param>
/// <param name="Offset">The last cue seen, from 1; 0 before the first.</param>
public sealed record LogPosition(string Epoch, long Offset);

/// <summary>What a cue says. Which fields are needed depends on <paramref name="Kind"/>.</summary>
/// <param name="Kind">One of <see cref="CueKinds"/>.</param>
/// <param name="Text">The words: needed for <c>form</c> and <c>text</c>, optional otherwise; at most 280
/// characters.</param>
/// <param name="StepIndex">For <c>step</c>: index in the run sheet, from 0.</param>
/// <param name="Breath">For <c>breath</c>: the pace that every device runs by itself.</param>
public sealed record CueContent(
    [OneOf(typeof(CueKinds))] string Kind,
    [MaxLength(LiveLimits.CueText)] string? Text = null,
    int? StepIndex = null,
    BreathPace? Breath = null
);

/// <summary>The kinds of cue.</summary>
public static class CueKinds
{
    /// <summary>The class moves to a step of the run sheet.</summary>
    public const string Step = "step";

    /// <summary>A breath pace begins.</summary>
    public const string Breath = "breath";

    /// <summary>A form cue to everybody.</summary>
    public const string Form = "form";

    /// <summary>Plain words.</summary>
    public const string Text = "text";

    /// <summary>The class started; only <c>StartClass</c> writes it.</summary>
    public const string ClassStarted = "class-started";

    /// <summary>The class ended; only <c>EndClass</c> writes it.</summary>
    public const string ClassEnded = "class-ended";
}

/// <summary>A cue as it stands in the room's log.</summary>
/// <param name="SessionId">The room's session.</param>
/// <param name="Epoch">See <see cref="LogPosition.Epoch"/>.</param>
/// <param name="Offset">See <see cref="LogPosition.Offset"/>; consecutive within an epoch.</param>
/// <param name="AtMs">When it was sent: the server's clock in Unix milliseconds. Never before that of the cue before
/// it.</param>
/// <param name="ClientCueId">The sender's id of the cue; a repeated send with it is this cue.</param>
/// <param name="SentBy">Who sent it.</param>
/// <param name="SentByName">Their display name.</param>
/// <param name="Content">What it says.</param>
/// <param name="MediaAtMs">Media time: when the frame that it refers to was captured, Unix milliseconds on the server's
/// clock. It is shown on the first frame captured then or later; without video, at once. Equal to <paramref
/// name="AtMs"/> unless the sender said otherwise.</param>
public sealed record Cue(
    SessionId SessionId,
    string Epoch,
    long Offset,
    long AtMs,
    string ClientCueId,
    MemberId SentBy,
    string SentByName,
    CueContent Content,
    long MediaAtMs
);

/// <summary>A cue to everybody; instructor or coach.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="ClientCueId">Chosen by the sender, 1 to 64 characters; sending it again is not a second cue.</param>
/// <param name="Content">What it says.</param>
/// <param name="MediaAtMs">See <see cref="Cue.MediaAtMs"/>: at most 30 minutes ago and 2 seconds ahead; null for
/// now.</param>
public sealed record SendCueRequest(
    SessionId SessionId,
    [StringLength(LiveLimits.ClientId, MinimumLength = 1)] string ClientCueId,
    CueContent Content,
    long? MediaAtMs = null
);

/// <summary>The cue is in the log and safe.</summary>
/// <param name="Epoch">See <see cref="Cue.Epoch"/>.</param>
/// <param name="Offset">See <see cref="Cue.Offset"/>.</param>
/// <param name="AtMs">See <see cref="Cue.AtMs"/>.</param>
/// <param name="Repeated">True when this client id was in the log already.</param>
/// <param name="MediaAtMs">See <see cref="Cue.MediaAtMs"/>.</param>
public sealed record CueAck(string Epoch, long Offset, long AtMs, bool Repeated, long MediaAtMs);

/// <summary>See <see cref="ILiveSessionClient.Resync"/>.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="Reason">Why, in words for a log.</param>
public sealed record ResyncNotice(SessionId SessionId, string Reason);

/// <summary>One round trip of the clock synchronisation; the client takes the answer of its fastest round
/// trip.</summary>
/// <param name="ServerTimeMs">The server's clock, Unix milliseconds.</param>
public sealed record ClockReading(long ServerTimeMs);
