using System.Collections.Concurrent;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Rooms;

/// <summary>What happened in a room since the last tick and is told merged, at most once a second.</summary>
internal sealed class PendingRoomUpdates
{
    private readonly ConcurrentDictionary<StepReaction, int> reactions = new();
    private readonly ConcurrentDictionary<StepReaction, int> unstored = new();
    private readonly HashSet<FormNoteId> toldNotes = [];
    private readonly Dictionary<FormNoteId, (bool Seen, bool Better)> toldMarks = [];
    private readonly HashSet<MemberId> retold = [];
    private HashSet<MemberId>? shown;
    private int handsChanged;

    /// <summary>True while there are reactions that are told and not stored.</summary>
    public bool HasUnstored => !unstored.IsEmpty;

    /// <param name="stepIndex">The step that is on, or -1.</param>
    /// <param name="reaction">Which.</param>
    public void AddReaction(int stepIndex, string reaction) => Add(reactions, new StepReaction(stepIndex, reaction), 1);

    /// <summary>Somebody who is here has another name or role: presence tells of them again.</summary>
    public void Retell(MemberId member)
    {
        lock (retold)
            retold.Add(member);
    }

    /// <summary>Those whom presence has to tell of again; they are the caller's.</summary>
    public IReadOnlyCollection<MemberId> DrainRetold()
    {
        lock (retold)
        {
            MemberId[] all = [.. retold];
            retold.Clear();
            return all;
        }
    }

    /// <summary>Somebody who entered was shown these people: when they leave before presence knows of them, it has to
    /// tell that too.</summary>
    public void Showed(IEnumerable<MemberId> members)
    {
        lock (retold)
            (shown ??= []).UnionWith(members);
    }

    /// <summary>Whom those who entered were shown, for the caller to tell who of them is gone; null when nobody
    /// entered.</summary>
    public IReadOnlySet<MemberId>? DrainShown()
    {
        lock (retold)
        {
            var all = shown;
            shown = null;
            return all;
        }
    }

    public void HandsChanged() => Interlocked.Exchange(ref handsChanged, 1);

    /// <summary>The reactions since the last call, counted, to be told; they remain to be stored.</summary>
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

    /// <summary>The reactions that are told and not stored, counted by step; they are the caller's to store or to give
    /// back.</summary>
    public IReadOnlyDictionary<StepReaction, int> DrainUnstored() => Drain(unstored);

    /// <summary>Takes back what could not be stored.</summary>
    public void Requeue(IReadOnlyDictionary<StepReaction, int> counts)
    {
        foreach (var (reaction, count) in counts)
            Add(unstored, reaction, count);
    }

    /// <summary>True the first time that a note is told here; its marks then are told with it.</summary>
    public bool IsNewNote(FormNote note)
    {
        lock (toldNotes)
        {
            if (!toldNotes.Add(note.NoteId))
                return false;

            HasNewMarks(note);
            return true;
        }
    }

    /// <summary>True when a note bears a mark that was not told here. Marks only ever come to a note.</summary>
    public bool HasNewMarks(FormNote note)
    {
        lock (toldNotes)
        {
            var told = toldMarks.GetValueOrDefault(note.NoteId);
            var now = (
                Seen: told.Seen || note.SeenAtMs is not null,
                Better: told.Better || note.ResolvedAtMs is not null
            );
            toldMarks[note.NoteId] = now;
            return now != told;
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
/// <param name="StepIndex">The step that was on; -1 before the first and after the class.</param>
/// <param name="Reaction">One of <see cref="Contracts.Live.Reactions"/>.</param>
internal readonly record struct StepReaction(int StepIndex, string Reaction);
