using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Programmes;

/// <summary>A plan of several weeks, as its data file <c>Content/programmes/SLUG.json</c> says it.</summary>
/// <param name="Slug">Stable name; the file's name too.</param>
/// <param name="Title">What people read.</param>
/// <param name="Summary">What it does, in two or three sentences.</param>
/// <param name="Level"><c>beginner</c> or <c>intermediate</c>.</param>
/// <param name="Weeks">Numbered from 1, in order.</param>
/// <param name="Kind"><c>class</c>, or <c>break</c> for one that is done in between.</param>
internal sealed record Programme(
    string Slug,
    string Title,
    string Summary,
    string Level,
    IReadOnlyList<ProgrammeWeek> Weeks,
    string Kind = "class"
)
{
    public static readonly IReadOnlyList<string> Kinds = ["class", "break"];

    /// <summary>Findings of the plan check that are meant to be there.</summary>
    public IReadOnlyList<AcceptedFinding> Accepts { get; init; } = [];

    /// <summary>The week that a class so many whole weeks after the beginning is in; after the last week it stays
    /// there.</summary>
    public ProgrammeWeek WeekAfter(int weeksSinceStart) => Weeks[Math.Clamp(weeksSinceStart, 0, Weeks.Count - 1)];

    /// <summary>A week by its number; null when there is none.</summary>
    public ProgrammeWeek? FindWeek(int number) => Weeks.FirstOrDefault(week => week.Number == number);
}

/// <summary>A finding that a programme means to show.</summary>
/// <param name="Finding">Its code.</param>
/// <param name="Because">Why it is right here, in a sentence.</param>
internal sealed record AcceptedFinding(string Finding, string Because);

/// <summary>One week: every class of it follows the same list.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Focus">What the week is about, in one sentence.</param>
/// <param name="ChangeSeconds">Seconds to change over from one exercise to the next.</param>
/// <param name="Items">In the order of the class.</param>
internal sealed record ProgrammeWeek(int Number, string Focus, int ChangeSeconds, IReadOnlyList<ProgrammeItem> Items)
{
    /// <summary>The dosages of an exercise in this week; null when it is not in it.</summary>
    public IReadOnlyList<Dosage>? FindDosage(string exercise) =>
        Items.FirstOrDefault(item => item.Exercise == exercise)?.Dosage;
}

/// <summary>One exercise of a week.</summary>
/// <param name="Exercise">Slug.</param>
/// <param name="Dosage">One for each level 0 to 4, in order.</param>
/// <param name="RestSeconds">Seconds between sets or sides.</param>
/// <param name="Instruction">Replaces the exercise's own, where this week's form of it needs another one.</param>
internal sealed record ProgrammeItem(
    string Exercise,
    IReadOnlyList<Dosage> Dosage,
    int RestSeconds = 0,
    string? Instruction = null
)
{
    /// <summary>What the class does together; the other levels are each participant's own.</summary>
    public Dosage ForClass => Dosage[Exercises.Dosage.ClassLevel];
}
