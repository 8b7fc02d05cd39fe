using NodaTime;

namespace UpperBack.Scheduling.Progress;

/// <summary>The facts of one exercise by day. What happened twice on a day is one: the targets count as met when they
/// were met once, and of effort and pain the higher score.</summary>
internal sealed class Diary
{
    private static readonly Entry Empty = new();

    private readonly Dictionary<LocalDate, Entry> days = [];
    private readonly ThresholdSet[] thresholds;

    /// <summary>Puts facts into order.</summary>
    /// <param name="facts">In any order, repeated or not.</param>
    /// <param name="since">What was before it does not count, but for the pain threshold, and a flare of today. Null:
    /// everything counts.</param>
    /// <param name="today">What is after it does not count yet.</param>
    public Diary(IEnumerable<ProgressFact> facts, LocalDate? since, LocalDate today)
    {
        var relevant = facts.Where(fact => fact.Day <= today).Distinct().ToList();
        thresholds = [.. relevant.OfType<ThresholdSet>().OrderByDescending(set => set.Day).ThenBy(set => set.Score)];
        foreach (var fact in relevant.Where(fact => since is null || fact.Day >= since || IsOfToday(fact, today)))
        {
            if (!days.TryGetValue(fact.Day, out var entry))
                days[fact.Day] = entry = new Entry();
            entry.Add(fact);
        }

        foreach (var (day, entry) in days)
            entry.IsFlare |= entry.Pain > ThresholdOn(day);
        FirstDay = since ?? (days.Count == 0 ? today : days.Keys.Min());
    }

    /// <summary>The day that everything begins on.</summary>
    public LocalDate FirstDay { get; }

    /// <summary>What happened on a day.</summary>
    public Entry On(LocalDate day) => days.GetValueOrDefault(day, Empty);

    /// <summary>How much pain is all right on a day.</summary>
    public int ThresholdOn(LocalDate day) =>
        Array.Find(thresholds, set => set.Day <= day) is { } latest ? latest.Score : Progression.DefaultPainThreshold;

    // A programme may begin next week; who has a flare has it now.
    private static bool IsOfToday(ProgressFact fact, LocalDate today) =>
        fact.Day == today && fact is (PainFelt or FlareDeclared);

    /// <summary>What happened on one day.</summary>
    internal sealed class Entry
    {
        public bool IsPractised { get; private set; }

        public bool AreTargetsMet { get; private set; }

        /// <summary>The highest effort; null when none was reported.</summary>
        public int? Effort { get; private set; }

        /// <summary>The worst pain; null when none was reported.</summary>
        public int? Pain { get; private set; }

        /// <summary>True when the member said so, or their pain was above their threshold.</summary>
        public bool IsFlare { get; internal set; }

        /// <summary>How many levels easier the member wanted it.</summary>
        public int Easier { get; private set; }

        internal void Add(ProgressFact fact)
        {
            switch (fact)
            {
                case Practised practised:
                    IsPractised = true;
                    AreTargetsMet |= practised.TargetsMet;
                    Effort = Higher(Effort, practised.Effort);
                    break;
                case PainFelt felt:
                    Pain = Higher(Pain, felt.Score);
                    break;
                case FlareDeclared:
                    IsFlare = true;
                    break;
                case EasierChosen:
                    Easier++;
                    break;
            }
        }

        private static int? Higher(int? one, int? other) =>
            one is null ? other
            : other is null ? one
            : Math.Max(one.Value, other.Value);
    }
}
