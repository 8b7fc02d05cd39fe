namespace UpperBack.Live.Sending;

/// <summary>What leaves on one connection: the feeds of the rooms it is in, and messages of its own, in the order in
/// which they were sent. Nobody waits here for a socket; the lock is this connection's and is held for no longer than
/// the kernel or a queue takes what is given to it.</summary>
internal abstract class ConnectionOutput
{
    private readonly List<FeedFollower> followed = new(1);
    private Exception? reason;
    private bool mustReport;

    /// <summary>Held while anything is written.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>True when no message is written any more.</summary>
    protected bool HasEnded { get; private set; }

    /// <summary>True when nothing at all is written any more.</summary>
    protected bool IsLost { get; private set; }

    /// <summary>Sends what is published in a feed from now on. Nothing changes when it does so already.</summary>
    public void Follow(RoomFeed feed)
    {
        lock (Gate)
        {
            if (!HasEnded && !followed.Exists(follower => follower.Feed == feed))
                followed.Add(feed.Add(this));
        }
    }

    /// <summary>Sends what was published in a feed until now, and no more of it.</summary>
    public void Unfollow(RoomFeed feed)
    {
        lock (Gate)
        {
            if (followed.Find(follower => follower.Feed == feed) is not { } follower)
                return;

            CatchUp(follower);
            follower.HasEnded = true;
            followed.Remove(follower);
            feed.Remove(follower);
        }

        ReportLoss();
    }

    /// <summary>Sends a message after all that was sent before it, also through a feed.</summary>
    public void Send(LiveMessage message) => Send(new MessageBatch([message]));

    /// <summary>Sends messages after all that was sent before them, also through a feed.</summary>
    public void Send(MessageBatch batch)
    {
        lock (Gate)
        {
            foreach (var follower in followed)
                CatchUp(follower);
            if (!HasEnded)
                Write(batch);
        }

        ReportLoss();
    }

    /// <summary>Holds what is sent from now on, where it goes another way than the answer to the call in progress and
    /// could overtake it: the client takes that answer for the newest.</summary>
    public virtual void HoldForAnswer() { }

    /// <summary>The call has ended: what was held leaves after its answer. Nothing changes when nothing is
    /// held.</summary>
    public virtual void AnswerComes() { }

    /// <summary>Takes what a pass over a feed brings, unless it was taken before.</summary>
    /// <param name="follower">This connection's place in the feed.</param>
    /// <param name="from">Number of the first message.</param>
    /// <param name="batch">The messages.</param>
    public void Deliver(FeedFollower follower, long from, MessageBatch batch)
    {
        lock (Gate)
        {
            if (HasEnded || follower.HasEnded)
                return;

            var to = from + batch.Messages.Count;
            if (follower.Next == from)
            {
                Write(batch);
                follower.Next = to;
            }

            // It began to follow after the first of them, or some were taken before a message of its own.
            if (follower.Next < to && !HasEnded)
                Write(new MessageBatch([.. batch.Messages.Skip((int)(follower.Next - from))]));
            follower.Next = Math.Max(follower.Next, to);
        }

        ReportLoss();
    }

    /// <summary>Writes no more messages: the connection has ended, or is about to.</summary>
    public void End()
    {
        lock (Gate)
        {
            HasEnded = true;
            Finish();
        }
    }

    /// <summary>Ends a connection that cannot be written to; it can resume from the log.</summary>
    /// <param name="reason">What went wrong; null when it read too slowly.</param>
    public void Drop(Exception? reason)
    {
        lock (Gate)
            Lose(reason);
        ReportLoss();
    }

    /// <summary>Gives messages to the socket or to a queue. Holds the lock.</summary>
    protected abstract void Write(MessageBatch batch);

    /// <summary>There are no more messages; when the connection is lost, what waits is forgotten. Holds the
    /// lock.</summary>
    protected abstract void Finish();

    /// <summary>Closes a connection that was dropped; called once, without the lock.</summary>
    /// <param name="reason">What went wrong; null when it read too slowly.</param>
    protected abstract void Close(Exception? reason);

    /// <summary>The connection is to be dropped as soon as the lock is released. Holds the lock.</summary>
    protected void Lose(Exception? reason)
    {
        if (IsLost)
            return;

        (IsLost, HasEnded, mustReport, this.reason) = (true, true, true, reason);
        Finish();
    }

    /// <summary>Drops the connection when it was lost; not under the lock, for others are called.</summary>
    protected void ReportLoss()
    {
        if (Volatile.Read(ref mustReport) && Interlocked.Exchange(ref mustReport, false))
            Close(reason);
    }

    private void CatchUp(FeedFollower follower)
    {
        if (HasEnded)
            return;

        var missed = follower.Feed.ReadFrom(follower.Next);
        if (missed.Count == 0)
            return;

        Write(new MessageBatch(missed));
        follower.Next += missed.Count;
    }
}
