using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using NodaTime;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Reports;

/// <summary>A table to open in a spreadsheet: UTF-8 with a byte order mark, as the common ones need it, and without a
/// cell that they would run as a formula, because names and notes are written by other people.</summary>
internal static class CsvFile
{
    /// <summary>The type that it is sent as.</summary>
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Writes a table as a download, named by what it is and the day of the class.</summary>
    /// <param name="what">Such as <c>attendance</c>.</param>
    /// <param name="plan">The class.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="rows">As many values each; null is an empty cell.</param>
    public static FileContentHttpResult Write(
        string what,
        SessionPlan plan,
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<object?>> rows
    )
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, Encoding, leaveOpen: true))
        using (
            var csv = new CsvWriter(
                text,
                new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape }
            )
        )
        {
            WriteRow(csv, columns);
            foreach (var row in rows)
                WriteRow(csv, row);
        }

        var day = plan.StartsAt.InZone(Zones.Find(plan.TimeZone) ?? DateTimeZone.Utc).Date;
        return TypedResults.File(
            bytes.ToArray(),
            ContentType,
            string.Create(CultureInfo.InvariantCulture, $"{what}-{day:uuuu-MM-dd}.csv")
        );
    }

    /// <summary>A moment as it stands in a table.</summary>
    public static string? Moment(long? atMs) =>
        atMs is { } ms ? Instants.Format(Instant.FromUnixTimeMilliseconds(ms)) : null;

    private static void WriteRow(CsvWriter csv, IReadOnlyList<object?> row)
    {
        foreach (var value in row)
            csv.WriteField(Convert.ToString(value, CultureInfo.InvariantCulture));
        csv.NextRecord();
    }
}
