using System.Collections.Concurrent;
using UpperBack.Contracts.Ids;

namespace UpperBack.Live.Rooms;

/// <summary>What happened in a room since the last tick and is told merged, at most once a second.</summary>
internal sealed class RoomNews
{
    private readonly ConcurrentDictionary<string, int> reactions = new();
    private readonly HashSet<FormNoteId> toldNotes = [];
    private int handsChanged;

    public void AddReaction(string reaction) => reactions.AddOrUpdate(reaction, 1, (_, count) => count + 1);

    public void HandsChanged() => Interlocked.Exchange(ref handsChanged, 1);

    /// <summary>The reactions since the last call, counted.</summary>
    public IReadOnlyDictionary<string, int> TakeReactions()
    {
        var taken = new Dictionary<string, int>();
        foreach (var reaction in reactions.Keys)
        {
            if (reactions.TryRemove(reaction, out var count))
                taken[reaction] = count;
        }

        return taken;
    }

    /// <summary>True the first time that a note is told here.</summary>
    public bool IsNewNote(FormNoteId note)
    {
        lock (toldNotes)
            return toldNotes.Add(note);
    }

    /// <summary>True once after hands changed.</summary>
    public bool TakeHandsChanged() => Interlocked.Exchange(ref handsChanged, 0) == 1;
}
