namespace UpperBack.Live.FormNotes;

/// <summary>A form note before its targets are known. Pure.</summary>
/// <param name="Text">What it says, with placeholders; null when there is neither text nor a known fault.</param>
/// <param name="FromFault">True when the fault supplied the text.</param>
/// <param name="Exercise">Slug of the exercise, or null.</param>
/// <param name="Fault">Slug of the fault, or null.</param>
/// <param name="ExerciseName">What people read.</param>
/// <param name="Side">Side of the current step, or null.</param>
/// <param name="From">Who sends it.</param>
/// <param name="FromName">Their name.</param>
internal sealed record NoteDraft(
    string? Text,
    bool FromFault,
    string? Exercise,
    string? Fault,
    string? ExerciseName,
    string? Side,
    MemberId From,
    string FromName
)
{
    /// <summary>The note of a request: a known fault supplies its correction as the text, the current step its exercise
    /// and side.</summary>
    public static NoteDraft Write(
        SendFormNoteRequest request,
        RunSheet sheet,
        RunSheetStep? currentStep,
        MemberId from,
        string fromName
    )
    {
        var (exercise, fault) = request.Cohort is { } cohort
            ? (cohort.Exercise, cohort.Fault)
            : (request.Exercise, request.Fault);
        var text = request.Text
            ?? sheet
                .Steps.Where(step => exercise is null || step.Exercise == exercise)
                .SelectMany(step => step.Faults)
                .FirstOrDefault(known => known.Slug == fault)
                ?.Correction;
        var name = exercise is null
            ? currentStep?.Name
            : sheet.Steps.FirstOrDefault(step => step.Exercise == exercise)?.Name ?? exercise;
        return new NoteDraft(text, request.Text is null, exercise, fault, name, currentStep?.Side, from, fromName);
    }

    /// <summary>Why it cannot be sent, or null.</summary>
    public Problem? Check(SendFormNoteRequest request)
    {
        var validation = new Validation()
            .Wire(
                request.ClientNoteId is { Length: > 0 and <= LiveLimits.ClientId } id && !id.Any(char.IsControl),
                "clientNoteId",
                $"clientNoteId must be 1 to {LiveLimits.ClientId} visible characters, such as a UUID."
            )
            .Wire((Exercise?.Length ?? 0) <= LiveLimits.Slug, "exercise", "exercise is too long.")
            .Wire((Fault?.Length ?? 0) <= LiveLimits.Slug, "fault", "fault is too long.")
            .That(Text is not null, "text", "Write what to correct: there are no words for it yet.");
        if (request.Cohort is { } cohort)
            CheckCohort(validation, request, cohort);
        else
            validation.That(
                request.To.Count is >= 1 and <= LiveLimits.NoteTargets,
                "to",
                $"Choose 1 to {LiveLimits.NoteTargets} people for this note."
            );

        if (Text is not null)
        {
            validation.Words(Text, LiveLimits.NoteText, "The note");
            if (NoteTemplateText.FindFault(Text, ExerciseName) is { } fault)
                validation.That(false, "text", fault);
        }

        return validation.Problem;
    }

    /// <summary>The note for one target.</summary>
    public FormNote For(SessionId sessionId, MemberId target, string name, long nowMs) =>
        new(
            FormNoteId.New(),
            sessionId,
            target,
            name,
            FromName,
            NoteTemplateText.Fill(Text!, name, ExerciseName, Side),
            Exercise,
            Fault,
            nowMs,
            From: From,
            FromFault: FromFault
        );

    private static void CheckCohort(Validation validation, SendFormNoteRequest request, FormNoteCohort cohort) =>
        validation
            .Wire(request.To.Count == 0, "to", "to and cohort exclude each other: leave to empty, or leave cohort out.")
            .Wire(
                (request.Exercise ?? cohort.Exercise) == cohort.Exercise
                    && (request.Fault ?? cohort.Fault) == cohort.Fault,
                "cohort",
                "cohort names another fault than exercise and fault do: a note to a cohort is about its fault, leave "
                    + "the two out."
            )
            .Wire(
                !string.IsNullOrEmpty(cohort.Exercise) && !string.IsNullOrEmpty(cohort.Fault),
                "cohort",
                "cohort needs an exercise and a fault: it is all who had a note about that fault."
            );
}
