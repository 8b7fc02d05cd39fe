using System.Globalization;

namespace UpperBack.Testing.Servers;

/// <summary>What /proc says of the processes of this machine.</summary>
internal static class Processes
{
    /// <summary>Whether a process still runs or stands still; one that ended but was not fetched yet does
    /// not.</summary>
    public static bool IsAlive(int id) => Read(id) is { State: not ('Z' or 'X') };

    /// <summary>A process, then all that it started and they started, parents before children.</summary>
    public static IReadOnlyList<int> Family(int id)
    {
        var children = Directory
            .EnumerateDirectories("/proc")
            .Select(folder =>
                int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var number) ? number : 0
            )
            .Where(number => number > 0)
            .Select(Read)
            .OfType<Status>()
            .Where(status => status.State is not ('Z' or 'X'))
            .ToLookup(status => status.Parent, status => status.Id);
        var family = new List<int> { id };
        for (var i = 0; i < family.Count; i++)
            family.AddRange(children[family[i]]);
        return family;
    }

    private static Status? Read(int id)
    {
        try
        {
            // "1234 (a name) S 1 …": the name may hold anything.
            var line = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            var words = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return new Status(id, words[0][0], int.Parse(words[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private sealed record Status(int Id, char State, int Parent);
}
