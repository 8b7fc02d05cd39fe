using UpperBack.Infrastructure.Data;

namespace UpperBack.Accounts;

/// <summary>The Accounts service's own database.</summary>
internal sealed class AccountsDatabase(DatabaseParts parts) : ServiceDatabase(parts);
