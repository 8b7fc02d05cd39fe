using UpperBack.Infrastructure.Data;

namespace UpperBack.Community;

/// <summary>The Community service's own database.</summary>
internal sealed class CommunityDatabase(DatabaseDependencies dependencies) : ServiceDatabase(dependencies);
