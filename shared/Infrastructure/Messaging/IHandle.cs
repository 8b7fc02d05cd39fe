using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Infrastructure.Messaging;

/// <summary>Takes one kind of event into a service. It is called inside the transaction that also remembers the
/// message, so an effect happens once however often the message comes.</summary>
/// <typeparam name="TEvent">The event.</typeparam>
public interface IHandle<in TEvent>
    where TEvent : class, IIntegrationEvent
{
    /// <summary>Applies the event through <paramref name="work"/>, which the caller commits, perhaps together with
    /// other events. It may be called again when that fails: it must change nothing but rows, and do the rest in <see
    /// cref="UnitOfWork.AfterCommit"/>.</summary>
    Task HandleAsync(TEvent integrationEvent, UnitOfWork work, CancellationToken ct);
}
