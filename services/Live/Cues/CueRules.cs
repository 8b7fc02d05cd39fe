using UpperBack.Live.Rooms;

namespace UpperBack.Live.Cues;

/// <summary>What a cue must be to be sent. Pure.</summary>
internal static class CueRules
{
    private const long OldestMediaMs = 30 * 60 * 1000;
    private const long NewestMediaMs = 2000;

    /// <summary>Why this cue is refused, or null.</summary>
    /// <param name="request">The cue as received; over MessagePack any part of it may be missing.</param>
    /// <param name="sheet">The class's run sheet.</param>
    /// <param name="isLive">True while the class is on.</param>
    /// <param name="nowMs">The server's clock, Unix milliseconds.</param>
    public static Problem? Check(SendCueRequest request, RunSheet sheet, bool isLive, long nowMs)
    {
        if (request.Content is not { } content)
            return new Validation().Wire(false, "content", "content is missing: say what the cue is.").Problem;

        var validation = new Validation()
            .Wire(
                IsId(request.ClientCueId),
                "clientCueId",
                $"clientCueId must be 1 to {LiveLimits.ClientId} visible characters, such as a UUID."
            )
            .Wire(
                request.ClientCueId is not (CueDraft.ClassStartedId or CueDraft.ClassEndedId),
                "clientCueId",
                "clientCueId is the one of the class's start or end: choose another, such as a UUID."
            )
            .Wire(
                request.MediaAtMs is not { } mediaAtMs
                    || (mediaAtMs >= nowMs - OldestMediaMs && mediaAtMs <= nowMs + NewestMediaMs),
                "mediaAtMs",
                "mediaAtMs must be when the frame was captured on the server's clock, at most 30 minutes ago and "
                    + "2 seconds ahead. Leave it out for now."
            );
        switch (content.Kind)
        {
            case CueKinds.Step:
                validation.Wire(
                    content.StepIndex is { } index && index >= 0 && index < sheet.Steps.Count,
                    "stepIndex",
                    $"stepIndex must be from 0 to {sheet.Steps.Count - 1}, a step of this class's run sheet."
                );
                break;
            case CueKinds.Breath:
                validation.Wire(
                    content.Breath is not null,
                    "breath",
                    "breath is missing: give rounds, inSeconds and outSeconds."
                );
                if (content.Breath is { } pace)
                    validation
                        .Between(pace.Rounds, 1, LiveLimits.BreathRounds, "The rounds")
                        .Between(pace.InSeconds, 1, LiveLimits.BreathSeconds, "The seconds in")
                        .Between(pace.OutSeconds, 1, LiveLimits.BreathSeconds, "The seconds out");
                break;
            case CueKinds.Form or CueKinds.Text:
                validation.Words(content.Text, LiveLimits.CueText, "The cue");
                break;
            default:
                validation.Wire(false, "kind", "kind must be step, breath, form or text.");
                break;
        }

        if (content.Kind is CueKinds.Step or CueKinds.Breath && content.Text is not null)
            validation.Words(content.Text, LiveLimits.CueText, "The cue");
        if (validation.Problem is { } problem)
            return problem;

        return content.Kind is CueKinds.Step or CueKinds.Breath && !isLive
            ? Problem.Of(
                ErrorCodes.ClassNotLive,
                "Steps and breath paces can be sent while the class is on. Start the class first."
            )
            : null;
    }

    private static bool IsId(string? text) =>
        text is { Length: > 0 and <= LiveLimits.ClientId }
        && !string.IsNullOrWhiteSpace(text)
        && !text.Any(char.IsControl);
}
