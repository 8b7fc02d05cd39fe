using UpperBack.Infrastructure.Data;

namespace UpperBack.Streaming;

/// <summary>The Streaming service's own database.</summary>
internal sealed class StreamingDatabase(DatabaseParts parts) : ServiceDatabase(parts);
