using UpperBack.Infrastructure.Data;

namespace UpperBack.Live;

/// <summary>The Live service's own database.</summary>
internal sealed class LiveDatabase(DatabaseDependencies dependencies) : ServiceDatabase(dependencies);
