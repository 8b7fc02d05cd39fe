using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Testing.Servers;

namespace UpperBack.Conformance;

/// <summary>The bus seam within the process.</summary>
public sealed class BusInMemory(EmbeddedNotebook notebook) : BusSeamTests(notebook), IClassFixture<EmbeddedNotebook>;

/// <summary>The bus seam on RabbitMQ.</summary>
[Collection(Production.Name)]
public sealed class BusOnRabbit(ProductionNotebook notebook) : BusSeamTests(notebook), IClassFixture<ProductionNotebook>
{
    [Fact]
    public async Task WhatAHandlerNeverBearsIsInItsErrorQueue()
    {
        var ill = await TellEndAsync(failures: 1000);
        var rabbit = await notebook.RabbitAsync();

        await Eventually.Is(
            () => rabbit.CountAsync(notebook.VirtualHost, "notebook-NoteEnd_error"),
            count => count > 0,
            TimeSpan.FromSeconds(30)
        );
        Assert.Empty(await notebook.LinesAsync(ill));
    }

    [Fact]
    public async Task WhatTheBrokerCannotTakeWaitsInTheOutboxAndGoesWhenItIsBack()
    {
        // Declared only a moment ago, a quorum queue would forget with the broker what it has confirmed.
        await Task.Delay(5000);
        var rabbit = await notebook.RabbitAsync();
        await rabbit.KillAsync();
        var sessions = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TellAsync()));
        await Task.Delay(1000);
        Assert.Equal(20, await notebook.CountAsync("outbox", "sent_at is null", new { }));

        await rabbit.StartAgainAsync();
        foreach (var session in sessions)
            await Eventually.Is(
                () => notebook.LinesAsync(session),
                lines => lines.Count == 1,
                TimeSpan.FromSeconds(60)
            );
    }

    /// <summary>RabbitMQ 4.3 refuses queues that are neither durable nor exclusive, and mirrored ones are gone since
    /// 4.0: what the platform needs outlives the broker on a quorum, and there is nothing else.</summary>
    [Fact]
    public async Task EveryQueueIsADurableQuorumQueueAndEveryExchangeIsDurable()
    {
        var rabbit = await notebook.RabbitAsync();
        var ill = await TellEndAsync(failures: 1000);
        await Eventually.Is(
            () => rabbit.CountAsync(notebook.VirtualHost, "notebook-NoteEnd_error"),
            count => count > 0,
            TimeSpan.FromSeconds(30)
        );
        await using var teller = await notebook.BuildTellerAsync();
        await teller.StartAsync();
        await teller
            .Services.GetRequiredService<IBusControl>()
            .Publish(new ClassStarted(SessionId.New(), DateTimeOffset.UnixEpoch));

        IReadOnlyList<string> all =
        [
            .. await rabbit.DescribeAsync(notebook.VirtualHost),
            .. await rabbit.DescribeAsync(notebook.TellersHost),
        ];
        Assert.Contains("queue notebook-NoteEnd_error durable kept shared rabbit_quorum_queue", all);
        Assert.Contains("queue notebook-NoteClass_dead durable kept shared rabbit_quorum_queue", all);
        Assert.All(all, line =>
            Assert.Matches("^queue [^ ]+ durable kept shared rabbit_quorum_queue$|^exchange [^ ]+ durable kept ", line)
        );
        Assert.Empty(await notebook.LinesAsync(ill));
        await teller.StopAsync();
    }

    [Fact]
    public async Task AQueueWhoseListenerNeverRanIsMadeByWhoeverPublishes()
    {
        var rabbit = await notebook.RabbitAsync();
        await using var teller = await notebook.BuildTellerAsync();
        await teller.StartAsync();
        await teller
            .Services.GetRequiredService<IBusControl>()
            .Publish(new ClassStarted(SessionId.New(), DateTimeOffset.UnixEpoch));

        Assert.Contains("notebook-NoteClass", await rabbit.ListQueuesAsync(notebook.TellersHost));
        await Eventually.Is(() => rabbit.CountAsync(notebook.TellersHost, "notebook-NoteClass"), count => count == 1);
        await teller.StopAsync();
    }
}

/// <summary>What outbox, bus and inbox promise together, whichever provider stands behind the bus.</summary>
public abstract class BusSeamTests(Notebook notebook)
{
    [Fact]
    public async Task ACommittedEventIsHandledOnceAlsoWhenItIsSentAgainAtTheNextStart()
    {
        var session = await TellAsync();
        await Eventually.Is(() => notebook.LinesAsync(session), lines => lines.Count == 1);
        await Eventually.Is(() => notebook.CountAsync("outbox", "sent_at is null", new { }), unsent => unsent == 0);

        await notebook.RestartAsync();
        await Eventually.Is(() => notebook.CountAsync("outbox", "sent_at is null", new { }), unsent => unsent == 0);
        var next = await TellAsync();
        await Eventually.Is(() => notebook.LinesAsync(next), lines => lines.Count == 1);

        Assert.Single(await notebook.LinesAsync(session));
    }

    [Fact]
    public async Task AMessageThatComesTwiceHasOneEffect()
    {
        var (session, messageId) = (SessionId.New(), Guid.CreateVersion7());
        var bus = notebook.App.Services.GetRequiredService<IBus>();
        var started = new ClassStarted(session, DateTimeOffset.UnixEpoch);
        await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => bus.Publish(started, context => context.MessageId = messageId))
        );

        await Eventually.Is(() => notebook.LinesAsync(session.ToString()), lines => lines.Count == 1);
        Assert.Equal(1, await notebook.CountAsync("inbox", "message_id = @messageId", new { messageId }));
    }

    [Fact]
    public async Task AHandlerThatFailsForAWhileHasItsEffectOnceWhenItIsWell()
    {
        var session = await TellEndAsync(failures: 2);

        await Eventually.Is(() => notebook.LinesAsync(session), lines => lines.Count == 1);
    }

    [Fact]
    public async Task AMessageThatIsNeverHandledHoldsUpNobody()
    {
        await TellEndAsync(failures: 1000);
        var well = await TellEndAsync(failures: 0);

        await Eventually.Is(() => notebook.LinesAsync(well), lines => lines.Count == 1);
    }

    [Fact]
    public async Task TwoRelaysOfOneOutboxSendEverythingAndEachMessageHasOneEffect()
    {
        await using var another = await notebook.BuildAnotherAsync();
        await another.StartAsync();
        var sessions = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => TellAsync()));

        await Eventually.Is(() => notebook.CountAsync("outbox", "sent_at is null", new { }), unsent => unsent == 0);
        foreach (var session in sessions)
            await Eventually.Is(() => notebook.LinesAsync(session), lines => lines.Count == 1);
        await another.StopAsync();
    }

    private protected async Task<string> TellAsync()
    {
        var session = SessionId.New();
        await PublishAsync(new ClassStarted(session, DateTimeOffset.UnixEpoch));
        return session.ToString();
    }

    private protected async Task<string> TellEndAsync(int failures)
    {
        var session = SessionId.New();
        notebook.Ailments.Give(session, failures);
        await PublishAsync(new ClassEnded(session, null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));
        return session.ToString();
    }

    private async Task PublishAsync(IIntegrationEvent fact)
    {
        await using var work = await notebook.Database.BeginAsync(default);
        work.Publish(fact);
        await work.CommitAsync(default);
    }
}
