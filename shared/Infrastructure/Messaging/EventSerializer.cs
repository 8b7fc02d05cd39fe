using System.Net.Mime;
using System.Runtime.Serialization;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace UpperBack.Infrastructure.Messaging;

/// <summary>MassTransit's JSON, but that a message names its event as <see cref="EventNames"/> does. MassTransit itself
/// takes the names from the types, or from an attribute of its own, which Contracts has no reference for.</summary>
internal sealed class EventSerializer : ISerializerFactory, IMessageSerializer, IMessageDeserializer
{
    private static readonly SystemTextJsonMessageSerializer Json = SystemTextJsonMessageSerializer.Instance;

    private static readonly IReadOnlyList<(string OfType, string OnWire)> Urns =
    [
        .. EventNames.All.Values.Select(type =>
            (MessageUrn.ForTypeString(type), $"{MessageUrn.Prefix}{EventNames.ExchangeOf(type)}")
        ),
    ];

    private static readonly Dictionary<string, string> ToWire = Urns.ToDictionary(urn => urn.OfType, urn => urn.OnWire);
    private static readonly Dictionary<string, string> FromWire = Urns.ToDictionary(
        urn => urn.OnWire,
        urn => urn.OfType
    );

    public ContentType ContentType => Json.ContentType;

    public IMessageSerializer CreateSerializer() => this;

    public IMessageDeserializer CreateDeserializer() => this;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        context.SupportedMessageTypes = Rename(context.SupportedMessageTypes, ToWire);
        return Json.GetMessageBody(context);
    }

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(
            receiveContext,
            Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress)
        );

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null)
    {
        MessageEnvelope? envelope;
        try
        {
            envelope = JsonSerializer.Deserialize<MessageEnvelope>(
                body.GetBytes(),
                SystemTextJsonMessageSerializer.Options
            );
        }
        catch (JsonException ex)
        {
            throw new SerializationException("The message is no envelope.", ex);
        }

        if (envelope?.Message is null)
            throw new SerializationException("The message is an empty envelope.");
        return new SystemTextJsonSerializerContext(
            Json,
            SystemTextJsonMessageSerializer.Options,
            ContentType,
            new EnvelopeMessageContext(envelope, Json),
            Rename(envelope.MessageType ?? [], FromWire),
            envelope
        );
    }

    public MessageBody GetMessageBody(string text) => Json.GetMessageBody(text);

    public void Probe(ProbeContext context) => Json.Probe(context);

    private static string[] Rename(string[] urns, Dictionary<string, string> names) =>
        [.. urns.Select(urn => names.GetValueOrDefault(urn, urn))];
}
