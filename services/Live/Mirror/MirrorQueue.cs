namespace UpperBack.Live.Mirror;

/// <summary>The pictures that wait for one leader's socket: of each member's tile, and of each look-in, two at the
/// most. A reader that is slower misses what comes until the next key frame, so that what it sees is never old, and
/// costs no more memory than that. Not safe by itself: whoever uses it holds the class's lock.</summary>
internal sealed class MirrorQueue
{
    private const int MaxWaiting = 2;

    private readonly Dictionary<(int Tile, MirrorKind Kind), Line> lines = [];
    private readonly Queue<Line> ready = [];

    public bool IsEmpty => ready.Count == 0;

    /// <summary>How many wait.</summary>
    public int Count => lines.Values.Sum(line => line.Waiting.Count);

    /// <summary>Adds a picture, and holds it, unless it could not be decoded without one that was dropped.</summary>
    /// <returns>How many were dropped: this one, or those that it replaces.</returns>
    public int Add(int tile, MirrorPicture picture)
    {
        var line = GetLine(tile, picture.Header.Kind);
        var dropped = 0;
        if (picture.Header.IsKeyFrame)
        {
            dropped = line.Clear();
            line.NeedsKeyFrame = false;
        }
        else if (line.NeedsKeyFrame)
        {
            return 1;
        }
        else if (line.Waiting.Count == MaxWaiting)
        {
            line.NeedsKeyFrame = true;
            return line.Clear() + 1;
        }

        picture.Hold();
        line.Waiting.Enqueue(picture);
        if (!line.IsReady)
        {
            line.IsReady = true;
            ready.Enqueue(line);
        }

        return dropped;
    }

    /// <summary>A picture was not added: what refers to it cannot be decoded.</summary>
    public void Skip(int tile, MirrorKind kind) => GetLine(tile, kind).NeedsKeyFrame = true;

    /// <summary>Whether nothing but a key frame can be added.</summary>
    public bool NeedsKeyFrame(int tile, MirrorKind kind) => GetLine(tile, kind).NeedsKeyFrame;

    /// <summary>Takes the next picture; whoever takes it releases it. Members take turns.</summary>
    /// <returns>Null when there is none.</returns>
    public MirrorPicture? Next()
    {
        while (ready.TryDequeue(out var line))
        {
            line.IsReady = false;
            if (!line.Waiting.TryDequeue(out var picture))
                continue;

            if (line.Waiting.Count > 0)
            {
                line.IsReady = true;
                ready.Enqueue(line);
            }

            return picture;
        }

        return null;
    }

    /// <summary>Forgets what waits of a tile.</summary>
    public void Remove(int tile)
    {
        Remove(tile, MirrorKind.Tile);
        Remove(tile, MirrorKind.LookIn);
    }

    /// <summary>Forgets what waits of one kind of a tile.</summary>
    public void Remove(int tile, MirrorKind kind)
    {
        if (lines.Remove((tile, kind), out var line))
            line.Clear();
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        foreach (var line in lines.Values)
            line.Clear();
        lines.Clear();
        ready.Clear();
    }

    private Line GetLine(int tile, MirrorKind kind)
    {
        if (!lines.TryGetValue((tile, kind), out var line))
            lines[(tile, kind)] = line = new Line();
        return line;
    }

    /// <summary>What waits of one member in one size. It begins with a key frame.</summary>
    private sealed class Line
    {
        public Queue<MirrorPicture> Waiting { get; } = new(MaxWaiting);

        public bool NeedsKeyFrame { get; set; } = true;

        public bool IsReady { get; set; }

        public int Clear()
        {
            var dropped = Waiting.Count;
            while (Waiting.TryDequeue(out var picture))
                picture.Release();
            return dropped;
        }
    }
}
