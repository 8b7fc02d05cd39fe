using System.Collections.Concurrent;

namespace UpperBack.Live.Rooms;

/// <summary>What happened in a room since the last tick and is sent merged, at most once a second.</summary>
internal sealed class PendingRoomUpdates
{
    private readonly ConcurrentDictionary<StepReaction, int> reactions = new();
    private readonly ConcurrentDictionary<StepReaction, int> unstored = new();
    private readonly HashSet<FormNoteId> shownNotes = [];
    private readonly Dictionary<FormNoteId, (bool Seen, bool Better)> shownMarks = [];
    private int handsChanged;

    /// <summary>True while there are reactions that were sent and not stored.</summary>
    public bool HasUnstored => !unstored.IsEmpty;

    /// <param name="stepIndex">The current step, or -1.</param>
    /// <param name="reaction">Which.</param>
    public void AddReaction(int stepIndex, string reaction) => Add(reactions, new StepReaction(stepIndex, reaction), 1);

    public void HandsChanged() => Interlocked.Exchange(ref handsChanged, 1);

    /// <summary>Takes the reactions since the last call, counted, to be sent; they remain to be stored.</summary>
    public IReadOnlyDictionary<string, int> DrainReactions()
    {
        var counts = new Dictionary<string, int>();
        foreach (var (reaction, count) in Drain(reactions))
        {
            Add(unstored, reaction, count);
            counts[reaction.Reaction] = counts.GetValueOrDefault(reaction.Reaction) + count;
        }

        return counts;
    }

    /// <summary>Takes the reactions that are not stored, counted by step: store them, or requeue them.</summary>
    public IReadOnlyDictionary<StepReaction, int> DrainUnstored() => Drain(unstored);

    /// <summary>Adds back what could not be stored.</summary>
    public void Requeue(IReadOnlyDictionary<StepReaction, int> counts)
    {
        foreach (var (reaction, count) in counts)
            Add(unstored, reaction, count);
    }

    /// <summary>True the first time that a note is shown here; its marks are shown with it.</summary>
    public bool IsNewNote(FormNote note)
    {
        lock (shownNotes)
        {
            if (!shownNotes.Add(note.NoteId))
                return false;

            HasNewMarks(note);
            return true;
        }
    }

    /// <summary>True when a note has a mark that was not shown here. Marks are only ever added to a note.</summary>
    public bool HasNewMarks(FormNote note)
    {
        lock (shownNotes)
        {
            var before = shownMarks.GetValueOrDefault(note.NoteId);
            var now = (
                Seen: before.Seen || note.SeenAtMs is not null,
                Better: before.Better || note.ResolvedAtMs is not null
            );
            shownMarks[note.NoteId] = now;
            return now != before;
        }
    }

    /// <summary>True once after hands changed.</summary>
    public bool DrainHandsChanged() => Interlocked.Exchange(ref handsChanged, 0) == 1;

    private static void Add(ConcurrentDictionary<StepReaction, int> counts, StepReaction reaction, int count) =>
        counts.AddOrUpdate(reaction, count, (_, before) => before + count);

    private static Dictionary<StepReaction, int> Drain(ConcurrentDictionary<StepReaction, int> counts)
    {
        var taken = new Dictionary<StepReaction, int>();
        foreach (var reaction in counts.Keys)
        {
            if (counts.TryRemove(reaction, out var count))
                taken[reaction] = count;
        }

        return taken;
    }
}

/// <summary>A kind of reaction during one step.</summary>
/// <param name="StepIndex">The current step then; -1 before the first and after the class.</param>
/// <param name="Reaction">One of <see cref="Contracts.Live.Reactions"/>.</param>
internal readonly record struct StepReaction(int StepIndex, string Reaction);
