using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using NodaTime;
using UpperBack.Kernel.Time;

namespace UpperBack.Infrastructure.Telemetry;

/// <summary>What the platform measures of itself beyond what its frameworks do: the one meter <c>UpperBack</c>.
/// Recording costs nothing when nobody listens, and never fails.</summary>
public sealed class UpperBackMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "UpperBack";

    private readonly TimeProvider clock;
    private readonly Histogram<double> cueFanOut;
    private readonly Counter<long> resyncs;
    private readonly Counter<long> outboxSent;
    private readonly Counter<long> nodeMessagesRefused;
    private readonly Histogram<double> consumerLag;
    private readonly Histogram<double> databaseTime;
    private readonly Counter<long> databaseStatements;
    private readonly ConcurrentDictionary<string, OutboxState> outboxes = new();
    private readonly ConcurrentDictionary<string, bool> dependencies = new();
    private volatile Func<int>? participants;

    /// <summary>Makes the instruments.</summary>
    public UpperBackMetrics(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(MeterName);
        cueFanOut = Seconds(
            meter,
            "upperback.cue.fanout",
            "From a cue being appended to it being queued for the room's connections on this node."
        );
        resyncs = meter.CreateCounter<long>(
            "upperback.resyncs",
            null,
            "Clients told to forget their cues, because the room's log could not go on from where they were."
        );
        outboxSent = meter.CreateCounter<long>(
            "upperback.outbox.sent",
            null,
            "Messages that the bus has taken from an outbox."
        );
        nodeMessagesRefused = meter.CreateCounter<long>(
            "upperback.node.messages.refused",
            null,
            "Messages between nodes that were dropped, because no node of this platform sent them just now."
        );
        consumerLag = Seconds(
            meter,
            "upperback.consumer.lag",
            "Age of a message, since it was sent, when its handler is done with it."
        );
        databaseTime = Seconds(
            meter,
            "upperback.database.time",
            "Time of one database transaction, from asking for it to its end."
        );
        databaseStatements = meter.CreateCounter<long>(
            "upperback.database.statements",
            null,
            "Statements sent to a database; one that is run for many rows counts once."
        );
        meter.CreateObservableGauge(
            "upperback.participants",
            ObserveParticipants,
            null,
            "Participants connected to rooms on this node."
        );
        meter.CreateObservableGauge(
            "upperback.dependency.up",
            ObserveDependencies,
            null,
            "1 while a dependency answers this node, 0 while it does not."
        );
        meter.CreateObservableGauge(
            "upperback.outbox.lag",
            ObserveOutboxLag,
            "s",
            "Age of the oldest message that is still to be sent."
        );
        meter.CreateObservableGauge(
            "upperback.outbox.waiting",
            ObserveOutboxRows,
            null,
            "Messages that are still to be sent."
        );
    }

    /// <summary>A cue reached the queues of a room's connections on this node.</summary>
    /// <param name="sinceAppended">Time since the cue was appended to the room's log.</param>
    public void CueFannedOut(TimeSpan sinceAppended) => cueFanOut.Record(Math.Max(0, sinceAppended.TotalSeconds));

    /// <summary>A client was told that its position in the log is lost.</summary>
    public void Resynced() => resyncs.Add(1);

    /// <summary>The bus confirmed messages of a service's outbox.</summary>
    public void OutboxSent(string service, int count) => outboxSent.Add(count, Of(service));

    /// <summary>What claimed to be another node's message was dropped.</summary>
    /// <param name="reason">Such as <c>forged</c>.</param>
    public void NodeMessageRefused(string reason) =>
        nodeMessagesRefused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>A handler is done with a message.</summary>
    /// <param name="service">Whose handler.</param>
    /// <param name="handler">Which handler.</param>
    /// <param name="age">Time since it was sent.</param>
    public void Consumed(string service, string handler, TimeSpan age) =>
        consumerLag.Record(
            Math.Max(0, age.TotalSeconds),
            Of(service),
            new KeyValuePair<string, object?>("handler", handler)
        );

    /// <summary>A database transaction ended, well or not.</summary>
    public void DatabaseTook(string service, TimeSpan time) => databaseTime.Record(time.TotalSeconds, Of(service));

    /// <summary>A database was sent a statement.</summary>
    public void DatabaseAsked(string service) => databaseStatements.Add(1, Of(service));

    /// <summary>Says who is asked how many participants are in the rooms of this node; they must answer at
    /// once.</summary>
    public void ObserveParticipants(Func<int> count) => participants = count;

    /// <summary>Whether something that this node depends on answered.</summary>
    public void DependencySeen(string dependency, bool isUp) => dependencies[dependency] = isUp;

    /// <summary>What was last seen of an outbox. The lag goes on growing while its database cannot be asked.</summary>
    internal void OutboxSeen(string service, long rows, Instant? oldest) =>
        outboxes[service] = new OutboxState(rows, oldest);

    private static KeyValuePair<string, object?> Of(string service) => new("service", service);

    private static Histogram<double> Seconds(Meter meter, string name, string description) =>
        meter.CreateHistogram(
            name,
            "s",
            description,
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries =
                [
                    0.001,
                    0.0025,
                    0.005,
                    0.01,
                    0.025,
                    0.05,
                    0.1,
                    0.25,
                    0.5,
                    1,
                    2.5,
                    5,
                    10,
                    30,
                    60,
                    300,
                ],
            }
        );

    private IEnumerable<Measurement<int>> ObserveParticipants() =>
        participants is { } count ? [new Measurement<int>(count())] : [];

    private IEnumerable<Measurement<int>> ObserveDependencies() =>
        dependencies.Select(dependency => new Measurement<int>(
            dependency.Value ? 1 : 0,
            new KeyValuePair<string, object?>("dependency", dependency.Key)
        ));

    private IEnumerable<Measurement<double>> ObserveOutboxLag()
    {
        var now = clock.Now();
        return outboxes.Select(outbox => new Measurement<double>(
            outbox.Value.Oldest is { } oldest ? Math.Max(0, (now - oldest).TotalSeconds) : 0,
            Of(outbox.Key)
        ));
    }

    private IEnumerable<Measurement<long>> ObserveOutboxRows() =>
        outboxes.Select(outbox => new Measurement<long>(outbox.Value.Rows, Of(outbox.Key)));

    private sealed record OutboxState(long Rows, Instant? Oldest);
}
