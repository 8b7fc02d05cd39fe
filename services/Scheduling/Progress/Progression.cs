using NodaTime;
using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Progress;

/// <summary>A member's level in one exercise, folded from facts alone: the same facts give the same level, in whatever
/// order they came and however often, and days on which nothing happened change nothing but by a pause.
/// <list type="bullet">
/// <item>A day is evaluated on the morning after it, so that a check-in may come late; what is chosen, and a flare,
/// hold at once.</item>
/// <item>One level up at a time, at earliest <see cref="DaysOfALevel"/> days after the first practice and after the
/// last change, when in the last <see cref="Window"/> days the targets were met on at least <see cref="MinMetDays"/>
/// days, none was a flare day, and the mean effort, where it was reported, was at most <see cref="MaxMeanEffort"/>.
/// Never on a flare day.</item>
/// <item>One level down after a flare (flare days in a row count once), after <see cref="PauseDays"/> days without
/// practice, and after an effort of <see cref="HardEffort"/> or more on two practised days in a row; never below level
/// 1.</item>
/// <item>One level down, as far as level 0, whenever the member chooses it. On a flare day today's level is 0.</item>
/// </list></summary>
internal sealed class Progression
{
    /// <summary>Pain that is still all right as long as the member has not said otherwise, of 10.</summary>
    public const int DefaultPainThreshold = 3;

    /// <summary>How long a level lasts at least.</summary>
    public const int DaysOfALevel = 7;

    /// <summary>How many days count for a step up.</summary>
    public const int Window = 7;

    /// <summary>On how many of them the targets must have been met.</summary>
    public const int MinMetDays = 3;

    /// <summary>The mean effort up to which more can be asked, of 10.</summary>
    public const int MaxMeanEffort = 7;

    /// <summary>An effort that is too hard, of 10.</summary>
    public const int HardEffort = 9;

    /// <summary>A pause of so many days costs a level.</summary>
    public const int PauseDays = 14;

    private readonly Diary diary;
    private LocalDate? firstPractised;
    private LocalDate? lastPractised;
    private LocalDate? practisedBeforeToday;
    private LocalDate? lastEffort;
    private int hardDays;
    private Change? lastChange;

    private Progression(Diary diary, int level, LocalDate today)
    {
        this.diary = diary;
        Level = level;
        Today = today;
    }

    /// <summary>The day it is seen on.</summary>
    public LocalDate Today { get; }

    /// <summary>The level reached, 0 to 4.</summary>
    public int Level { get; private set; }

    /// <summary>True when today is a flare day.</summary>
    public bool IsFlareToday => diary.On(Today).IsFlare;

    /// <summary>The level to practise at today: 0 on a flare day.</summary>
    public int TodaysLevel => IsFlareToday ? Dosage.FlareLevel : Level;

    /// <summary>See <see cref="Progress.Decision"/>. A change stands until the exercise was practised at its new
    /// level.</summary>
    public string Decision { get; private set; } = Progress.Decision.Start;

    /// <summary>Why, the most important reason first; each goes on after "because".</summary>
    public IReadOnlyList<string> Because { get; private set; } = [];

    /// <summary>Folds a progression.</summary>
    /// <param name="facts">The facts that concern the exercise, in any order, repeated or not.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="today">The present day in the member's zone; what is later does not count yet.</param>
    public static Progression Fold(IEnumerable<ProgressFact> facts, ProgressStart start, LocalDate today)
    {
        var progression = new Progression(new Diary(facts, start.Since, today), start.Level, today);
        for (var day = progression.diary.FirstDay; day <= today; day = day.PlusDays(1))
            progression.Live(day);
        progression.Explain();
        return progression;
    }

    private void Live(LocalDate day)
    {
        var stepBack = FindReasonsToStepBack(day);
        if (stepBack.Count > 0 && Level > Dosage.ClassLevel)
            Move(-1, new Change(day, day, Progress.Decision.StepBack, stepBack));
        else if (stepBack.Count == 0 && MayAdvance(day) && WeekBefore(day) is { IsGood: true } week)
            Move(
                +1,
                new Change(day, day, Progress.Decision.Advance, ProgressionTexts.Advance(week, diary.ThresholdOn(day)))
            );

        practisedBeforeToday = lastPractised;
        var entry = diary.On(day);
        if (entry.IsPractised)
        {
            firstPractised ??= day;
            lastPractised = day;
        }

        if (entry is { IsPractised: true, Effort: { } effort })
        {
            lastEffort = day;
            hardDays = effort >= HardEffort ? hardDays + 1 : 0;
        }

        for (var choice = 0; choice < entry.Easier && Level > Dosage.FlareLevel; choice++)
            Move(
                -1,
                new Change(day, day.PlusDays(1), Progress.Decision.StepBack, [ProgressionTexts.EasierChosen(day)])
            );
    }

    private List<string> FindReasonsToStepBack(LocalDate day)
    {
        var reasons = new List<string>();
        var yesterday = day.PlusDays(-1);
        if (diary.On(yesterday).IsFlare && !diary.On(yesterday.PlusDays(-1)).IsFlare)
            reasons.Add(ProgressionTexts.Flare(yesterday));
        if (hardDays >= 2 && lastEffort == yesterday)
            reasons.Add(ProgressionTexts.TooHard);
        if (lastPractised?.PlusDays(PauseDays) == day)
            reasons.Add(ProgressionTexts.Pause);
        return reasons;
    }

    private bool MayAdvance(LocalDate day) =>
        Level < Dosage.HighestLevel && !diary.On(day).IsFlare && EarliestAdvance is { } earliest && day >= earliest;

    private LocalDate? EarliestAdvance =>
        firstPractised is { } first ? LocalDate.Max(first, lastChange?.Day ?? first).PlusDays(DaysOfALevel) : null;

    private PastWeek WeekBefore(LocalDate day)
    {
        var entries = Enumerable.Range(1, Window).Select(back => diary.On(day.PlusDays(-back))).ToList();
        return new PastWeek(
            entries.Count(entry => entry.AreTargetsMet),
            entries.Any(entry => entry.IsFlare),
            entries.Where(entry => entry.IsPractised).Average(entry => entry.Effort)
        );
    }

    private void Move(int by, Change change)
    {
        Level += by;
        lastChange = change;
        hardDays = 0;
    }

    private void Explain()
    {
        var isNew = lastChange is { } change && !(practisedBeforeToday >= change.JudgedFrom);
        if (isNew && !(IsFlareToday && lastChange!.Decision == Progress.Decision.Advance))
            (Decision, Because) = (lastChange!.Decision, lastChange.Because);
        else if (lastPractised is null && lastChange is null)
            (Decision, Because) = (Progress.Decision.Start, [ProgressionTexts.Start(Level)]);
        else
            (Decision, Because) = (Progress.Decision.Hold, IsFlareToday ? [] : FindReasonsToHold());
        if (IsFlareToday)
            Because = [ProgressionTexts.FlareToday, .. Because];
    }

    private List<string> FindReasonsToHold()
    {
        if (Level == Dosage.HighestLevel)
            return [ProgressionTexts.Highest];

        var reasons = new List<string>();
        var week = WeekBefore(Today.PlusDays(1));
        if (week.HasFlare)
            reasons.Add(ProgressionTexts.FlareInTheWeek);
        if (EarliestAdvance is { } earliest && earliest > Today)
            reasons.Add(ProgressionTexts.TooSoon(earliest));
        if (week.MetDays < MinMetDays)
            reasons.Add(ProgressionTexts.TooFewDays(week.MetDays));
        if (week.MeanEffort > MaxMeanEffort)
            reasons.Add(ProgressionTexts.Effort(week.MeanEffort.Value));
        return reasons.Count > 0 ? reasons : [hardDays >= 2 ? ProgressionTexts.TooHard : ProgressionTexts.Tomorrow];
    }

    /// <summary>A level that changed.</summary>
    /// <param name="Day">When.</param>
    /// <param name="JudgedFrom">The first day whose practice is at the new level.</param>
    /// <param name="Decision">Up or down.</param>
    /// <param name="Because">Why.</param>
    private sealed record Change(LocalDate Day, LocalDate JudgedFrom, string Decision, IReadOnlyList<string> Because);
}

/// <summary>The days before one day, counted.</summary>
/// <param name="MetDays">On how many the targets were met.</param>
/// <param name="HasFlare">Whether one was a flare day.</param>
/// <param name="MeanEffort">Of those on which it was reported; null when it never was.</param>
internal readonly record struct PastWeek(int MetDays, bool HasFlare, double? MeanEffort)
{
    /// <summary>True when more can be asked.</summary>
    public bool IsGood => MetDays >= Progression.MinMetDays && !HasFlare && !(MeanEffort > Progression.MaxMeanEffort);
}
