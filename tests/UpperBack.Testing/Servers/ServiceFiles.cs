using System.Globalization;
using Microsoft.Data.Sqlite;

namespace UpperBack.Testing.Servers;

/// <summary>The services' SQLite files, asked as if they were schemas of one database.</summary>
internal static class ServiceFiles
{
    /// <summary>Runs a statement that only reads.</summary>
    /// <returns>The first column of the first row as text; empty when there is none or it is null.</returns>
    public static async Task<string> QueryAsync(string folder, string sql)
    {
        await using var connection = new SqliteConnection("Data Source=:memory:;Pooling=false");
        await connection.OpenAsync();
        foreach (var file in Directory.EnumerateFiles(folder, "*.db"))
        {
            await using var attach = connection.CreateCommand();
            attach.CommandText = $"attach database @file as \"{Path.GetFileNameWithoutExtension(file)}\"";
            attach.Parameters.AddWithValue("@file", file);
            await attach.ExecuteNonQueryAsync();
        }

        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? "";
    }
}
