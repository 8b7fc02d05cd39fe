using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Host.Demo;

/// <summary>Tells whether a person leads a class. A participant looks: the simulated instructor could not tell
/// themselves from the person who signed in as them.</summary>
internal sealed class DemoWatch(IReadOnlyList<DemoPerson> witnesses, SessionId session, TimeProvider clock)
{
    /// <summary>A reload, or a connection that is lost for a moment, is no leaving.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private int looks;

    /// <summary>Waits until nobody leads.</summary>
    /// <param name="hasYielded">Somebody took the lead: when the instructor is not there, it was another
    /// leader.</param>
    /// <param name="ct">Cancels the waiting.</param>
    /// <returns>False when the class is over.</returns>
    public async Task<bool> UntilNobodyLeadsAsync(bool hasYielded, CancellationToken ct)
    {
        // Not always the same one: whom a person took out of the class sees nothing of it.
        var witness = witnesses[looks++ % witnesses.Count];
        await witness.SignInAsync(ct);
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var differences = Channel.CreateUnbounded<PresenceDifference>();
        await using var hub = witness.Connect();
        hub.On<PresenceDifference>(nameof(ILiveSessionClient.PresenceChanged), difference =>
            differences.Writer.TryWrite(difference)
        );
        hub.On<RoomClosedNotice>(nameof(ILiveSessionClient.RoomClosed), _ => over.TrySetResult());
        hub.On<Cue>(nameof(ILiveSessionClient.CueReceived), cue =>
        {
            if (cue.Content.Kind == CueKinds.ClassEnded)
                over.TrySetResult();
        });
        hub.Reconnecting += exception => LoseAsync(exception);
        hub.Closed += exception => LoseAsync(exception);
        await hub.StartAsync(ct);
        var joined = await DemoPerson.JoinAsync(hub, session, ct);
        if (joined.ClassEndedAtMs is not null)
            return false;

        var leaders = new Leaders(joined.Presence, hasYielded);
        var since = clock.GetTimestamp();
        while (true)
        {
            var left = (hasYielded ? Grace : TimeSpan.Zero) - clock.GetElapsedTime(since);
            if (leaders.AreGone && left <= TimeSpan.Zero)
                return true;

            var changed = differences.Reader.WaitToReadAsync(ct).AsTask();
            await Task.WhenAny(
                over.Task,
                changed,
                Task.Delay(leaders.AreGone ? left : Timeout.InfiniteTimeSpan, clock, ct)
            );
            ct.ThrowIfCancellationRequested();
            if (over.Task.IsCompleted)
                return false;
            if (changed.IsCompleted)
                await changed;
            while (differences.Reader.TryRead(out var difference))
                leaders.Apply(difference);
            if (!leaders.AreGone)
                since = clock.GetTimestamp();
        }

        Task LoseAsync(Exception? exception)
        {
            differences.Writer.TryComplete(exception ?? new IOException("The demo lost sight of its class."));
            return Task.CompletedTask;
        }
    }

    /// <summary>Who is there and may be leading.</summary>
    private sealed class Leaders
    {
        private readonly Dictionary<MemberId, string> present = [];
        private bool isAnyLeader;

        public Leaders(PresenceSnapshot snapshot, bool isAnyLeader)
        {
            this.isAnyLeader = isAnyLeader;
            Add(snapshot.Members);
        }

        /// <summary>Coaches help whoever leads; only where no instructor was seen can it be one of them.</summary>
        public bool AreGone => isAnyLeader ? present.Count == 0 : !present.ContainsValue(RoomRoles.Instructor);

        public void Apply(PresenceDifference difference)
        {
            foreach (var member in difference.Left)
                present.Remove(member);
            Add(difference.Joined);
        }

        private void Add(IEnumerable<RoomMember> people)
        {
            foreach (var person in people.Where(person => person.Role != RoomRoles.Participant))
                present[person.MemberId] = person.Role;
            isAnyLeader = isAnyLeader && !present.ContainsValue(RoomRoles.Instructor);
        }
    }
}
