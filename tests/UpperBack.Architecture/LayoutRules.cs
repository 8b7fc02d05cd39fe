namespace UpperBack.Architecture;

/// <summary>What a formatter cannot break is broken by hand: long sentences and SQL.</summary>
public sealed class LayoutRules
{
    private const int MaxColumns = 120;
    private const int MaxLines = 250;

    [Fact]
    public void NoLineIsWiderThanAScreen() => Assert.Empty(Sources().SelectMany(FindWideLines));

    [Fact]
    public void NoFileIsLongerThanOneCanHoldInMind() => Assert.Empty(Sources().Where(IsLong).Select(House.Short));

    [Fact]
    public void AWideLineAndALongFileAreFound()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, Enumerable.Repeat("var a = 1;", MaxLines).Append(new string('x', MaxColumns + 1)));
            Assert.EndsWith($":{MaxLines + 1}", Assert.Single(FindWideLines(path)), StringComparison.Ordinal);
            Assert.True(IsLong(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<string> Sources() =>
        new[] { "services", "shared", "tests" }.SelectMany(folder => House.Files(folder, "*.cs"));

    private static IEnumerable<string> FindWideLines(string path) =>
        File.ReadLines(path)
            .Select((line, index) => (line, number: index + 1))
            .Where(one => one.line.Length > MaxColumns)
            .Select(one => $"{House.Short(path)}:{one.number}");

    private static bool IsLong(string path) => File.ReadLines(path).Count() > MaxLines;
}
