using UpperBack.Infrastructure.Data;

namespace UpperBack.Scheduling;

/// <summary>The Scheduling service's own database.</summary>
internal sealed class SchedulingDatabase(DatabaseDependencies dependencies) : ServiceDatabase(dependencies);
