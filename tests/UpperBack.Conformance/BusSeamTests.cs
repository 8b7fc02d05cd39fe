using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Testing;

namespace UpperBack.Conformance;

/// <summary>What outbox, bus and inbox promise together, whichever provider stands behind the bus.</summary>
public sealed class BusSeamTests(Notebook notebook) : IClassFixture<Notebook>
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
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => bus.Publish(started, context => context.MessageId = messageId)));

        await Eventually.Is(() => notebook.LinesAsync(session.ToString()), lines => lines.Count == 1);
        Assert.Equal(1, await notebook.CountAsync("inbox", "message_id = @messageId", new { messageId }));
    }

    private async Task<string> TellAsync()
    {
        var session = SessionId.New();
        await using var work = await notebook.Database.BeginAsync(default);
        work.Publish(new ClassStarted(session, DateTimeOffset.UnixEpoch));
        await work.CommitAsync(default);
        return session.ToString();
    }
}
