using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;

namespace UpperBack.Live.Hub;

/// <summary>Ids over MessagePack: the UUID's text, as over JSON.</summary>
internal static class IdMessagePack
{
    /// <summary>Options for a hub and for its .NET clients.</summary>
    public static MessagePackSerializerOptions Options { get; } =
        MessagePackSerializerOptions
            .Standard.WithResolver(
                CompositeResolver.Create(
                    [new IdFormatter<MemberId>(), new IdFormatter<SessionId>(), new IdFormatter<FormNoteId>()],
                    [ContractlessStandardResolver.Instance]
                )
            )
            .WithSecurity(MessagePackSecurity.UntrustedData);

    private sealed class IdFormatter<TId> : IMessagePackFormatter<TId>
        where TId : struct, IId<TId>
    {
        public void Serialize(ref MessagePackWriter writer, TId value, MessagePackSerializerOptions options) =>
            writer.Write(value.Value.ToString());

        public TId Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
            Guid.TryParse(reader.ReadString(), out var value)
                ? TId.From(value)
                : throw new MessagePackSerializationException("An id must be a UUID.");
    }
}
