namespace UpperBack.Live.Sending;

/// <summary>What a room sends to everybody in it on this node, in one order. Whoever publishes does not wait: one pass
/// at a time goes over the followers, and what is published during a pass leaves together in the next one. A follower
/// is sent what is published after it began to follow, each message once.</summary>
internal sealed class RoomFeed : IThreadPoolWorkItem
{
    // Larger writes than these cost a follower more memory while it cannot take them, and save nothing.
    private const int MaxTogether = 64;

    // A pass over so many takes milliseconds. On a thread of the pool, of which a small machine has one or two, nothing
    // else of the process would go on meanwhile, the next cue's way into the log among it.
    private const int Crowd = 500;

    private readonly Lock gate = new();
    private readonly HashSet<FeedFollower> followers = [];
    private readonly List<LiveMessage> unsent = [];
    private FeedFollower[]? followersNow;
    private long first;
    private int inPass;
    private bool isRunning;

    /// <summary>Sends everybody a message.</summary>
    public void Publish(LiveMessage message)
    {
        bool isCrowd;
        lock (gate)
        {
            unsent.Add(message);
            if (isRunning || followers.Count == 0)
            {
                if (!isRunning)
                    Drop(unsent.Count);
                return;
            }

            isRunning = true;
            isCrowd = followers.Count >= Crowd;
        }

        if (!isCrowd || !TryStartThread())
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>A new follower, that is sent what comes from now on.</summary>
    public FeedFollower Add(ConnectionOutput output)
    {
        lock (gate)
        {
            var follower = new FeedFollower(this, output, first + unsent.Count);
            followers.Add(follower);
            followersNow = null;
            return follower;
        }
    }

    public void Remove(FeedFollower follower)
    {
        lock (gate)
        {
            followers.Remove(follower);
            followersNow = null;
        }
    }

    /// <summary>What was published from a number on and may not have been passed to everybody yet.</summary>
    public IReadOnlyList<LiveMessage> ReadFrom(long number)
    {
        lock (gate)
        {
            var skipped = (int)(number - first);
            return skipped == unsent.Count ? [] : unsent.GetRange(skipped, unsent.Count - skipped);
        }
    }

    /// <returns>False when the system gives no more threads.</returns>
    private bool TryStartThread()
    {
        try
        {
            new Thread(Run) { IsBackground = true, Name = "Room feed" }.UnsafeStart();
            return true;
        }
        catch (Exception ex) when (ex is OutOfMemoryException or ThreadStartException)
        {
            return false;
        }
    }

    /// <summary>Goes over the followers until nothing is left to be sent.</summary>
    private void Run()
    {
        while (BeginPass() is (var from, { } batch, var all))
        {
            foreach (var follower in all)
            {
                try
                {
                    follower.Output.Deliver(follower, from, batch);
                }
                catch (Exception ex)
                {
                    // Whatever is wrong with one connection, the others must hear; it resumes from the log.
                    follower.Output.Drop(ex);
                }
            }
        }
    }

    void IThreadPoolWorkItem.Execute() => Run();

    private (long From, MessageBatch? Batch, FeedFollower[] Followers) BeginPass()
    {
        lock (gate)
        {
            Drop(inPass);
            inPass = Math.Min(unsent.Count, MaxTogether);
            isRunning = inPass > 0;
            if (!isRunning)
                return (first, null, []);

            followersNow ??= [.. followers];
            return (first, new MessageBatch(unsent.GetRange(0, inPass)), followersNow);
        }
    }

    private void Drop(int count)
    {
        unsent.RemoveRange(0, count);
        first += count;
    }
}
