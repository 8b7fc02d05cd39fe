namespace UpperBack.Scheduling.Exercises;

/// <summary>A catalogue entry, as its data file <c>Content/exercises/SLUG.json</c> says it.</summary>
/// <param name="Slug">Stable name; the file's name too.</param>
/// <param name="Name">What people read.</param>
/// <param name="AlsoCalled">Another name it goes by.</param>
/// <param name="Kind">See <see cref="ExerciseKind"/>.</param>
/// <param name="KindDetail">What the kind leaves out: "rotation, with a stretch".</param>
/// <param name="Chain">See <see cref="ExerciseChain"/>.</param>
/// <param name="Targets">Joints and muscles it is for.</param>
/// <param name="Level"><c>beginner</c> or <c>intermediate</c>.</param>
/// <param name="Equipment"><c>none</c>, or what is needed.</param>
/// <param name="Alternative">What to do without the equipment.</param>
/// <param name="Purpose">One sentence: what it is good for.</param>
/// <param name="Summary">One or two sentences: what it is.</param>
/// <param name="Sided">True when it is done on the left and on the right.</param>
/// <param name="HowTo">The way into it, step by step.</param>
/// <param name="Easier">An easier variation.</param>
/// <param name="Harder">A harder variation.</param>
/// <param name="BreathPattern">How the breath goes with it.</param>
/// <param name="GetReady">Run sheet: what to do while changing over to it.</param>
/// <param name="Instruction">Run sheet: what to do now; <c>{side}</c> stands for the side.</param>
/// <param name="Rest">Run sheet: what to do between sets or sides.</param>
/// <param name="Variations">The form of it at each level 0 to 4, in order.</param>
/// <param name="Dosage">One for each level 0 to 4, in order.</param>
/// <param name="Cues">Short sentences to say.</param>
/// <param name="Faults">What people get wrong, and the correction.</param>
/// <param name="Safety">When to ease off or leave it out.</param>
internal sealed record Exercise(
    string Slug,
    string Name,
    string? AlsoCalled,
    string Kind,
    string? KindDetail,
    string Chain,
    IReadOnlyList<string> Targets,
    string Level,
    string Equipment,
    string? Alternative,
    string Purpose,
    string Summary,
    bool Sided,
    IReadOnlyList<string> HowTo,
    string Easier,
    string Harder,
    string BreathPattern,
    string GetReady,
    string Instruction,
    string Rest,
    IReadOnlyList<ExerciseVariation> Variations,
    IReadOnlyList<Dosage> Dosage,
    IReadOnlyList<string> Cues,
    IReadOnlyList<ExerciseFault> Faults,
    IReadOnlyList<string> Safety
);

/// <summary>The form of an exercise at one level.</summary>
/// <param name="Level">0 (a flare day) to 4.</param>
/// <param name="Name">A few words, such as "Y arms".</param>
/// <param name="Text">One sentence: what to do.</param>
internal sealed record ExerciseVariation(int Level, string Name, string Text);

/// <summary>What every exercise shares: the file <c>Content/common.json</c>.</summary>
internal sealed record CommonContent(IReadOnlyList<ExerciseFault> Faults, IReadOnlyList<string> Safety)
{
    public Exercise AddTo(Exercise exercise) =>
        exercise with
        {
            Faults = [.. exercise.Faults, .. Faults],
            Safety = [.. exercise.Safety, .. Safety],
        };
}

/// <summary>What an exercise does.</summary>
internal static class ExerciseKind
{
    public const string Mobility = StepKinds.Mobility;
    public const string Stretch = StepKinds.Stretch;
    public const string Strength = StepKinds.Strength;
    public const string Breath = StepKinds.Breath;

    /// <summary>Only in run sheets: the pause between two steps.</summary>
    public const string Rest = StepKinds.Rest;

    public static readonly IReadOnlyList<string> All = [Mobility, Stretch, Strength, Breath];
}

/// <summary>Which side of the body an exercise works.</summary>
internal static class ExerciseChain
{
    public const string Neutral = "neutral";
    public const string Posterior = "posterior";
    public const string AnteriorOpening = "anterior-opening";
    public const string AnteriorLoading = "anterior-loading";

    public static readonly IReadOnlyList<string> All = [Neutral, Posterior, AnteriorOpening, AnteriorLoading];
}
