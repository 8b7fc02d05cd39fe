using UpperBack.Infrastructure.Data;

namespace UpperBack.Accounts;

/// <summary>The Accounts service's own database.</summary>
internal sealed class AccountsDatabase(DatabaseDependencies dependencies) : ServiceDatabase(dependencies);
