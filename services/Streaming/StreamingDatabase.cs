using UpperBack.Infrastructure.Data;

namespace UpperBack.Streaming;

/// <summary>The Streaming service's own database.</summary>
internal sealed class StreamingDatabase(DatabaseDependencies dependencies) : ServiceDatabase(dependencies);
