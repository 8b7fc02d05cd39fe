using System.Data.Common;

namespace UpperBack.Infrastructure.Data;

/// <summary>The database does not answer at the moment, so nothing was tried.</summary>
public sealed class DatabaseStalledException() : DbException("The database does not answer.");
