using UpperBack.Infrastructure.Data;

namespace UpperBack.Infrastructure.Security;

/// <summary>The platform's own small database: the keys that protect cookies and tokens, shared by every
/// process.</summary>
internal sealed class PlatformDatabase(DatabaseDependencies dependencies) : ServiceDatabase(dependencies)
{
    internal override string MigrationPrefix => "SecurityMigrations/";
}
