using System.Text.Json;
using UpperBack.Scheduling.Content;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Library;

/// <summary>The plan check over files: programmes, or blocks as the editor sends them. What a programme accepts is
/// printed, but is no finding.</summary>
internal static class CheckPlanFiles
{
    private const int Valid = 0;
    private const int HasFindings = 1;
    private const int Unreadable = 2;

    public static async Task<int> RunAsync(IReadOnlyList<string> files, TextWriter output, CancellationToken ct)
    {
        var library = ContentLibrary.LoadEmbedded();
        var worst = files.Count == 0 ? Unreadable : Valid;
        foreach (var file in files)
            worst = Math.Max(worst, await CheckAsync(file, library, output, ct));
        return worst;
    }

    private static async Task<int> CheckAsync(
        string file,
        ContentLibrary library,
        TextWriter output,
        CancellationToken ct
    )
    {
        List<(string Place, PlanFinding Finding)> findings;
        try
        {
            findings = [.. Find(file, await File.ReadAllTextAsync(file, ct), library.English)];
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync($"{file}: it cannot be read: {ex.Message}");
            return Unreadable;
        }
        catch (ContentException ex)
        {
            await output.WriteLineAsync(ex.Message);
            return Unreadable;
        }

        foreach (var (place, finding) in findings)
        {
            var reason = finding.Accepted is null ? finding.Why : $"accepted: {finding.Accepted}";
            await output.WriteLineAsync($"{file}: {place}{finding.Code}: {finding.Message} ({reason})");
        }

        return findings.Any(found => found.Finding.Accepted is null) ? HasFindings : Valid;
    }

    private static IEnumerable<(string Place, PlanFinding Finding)> Find(
        string file,
        string text,
        LocalizedLibrary library
    )
    {
        if (!HasWeeks(file, text))
        {
            var plan = PlanView.Of(ContentFiles.Read<BlocksRequest>(file, text).Blocks, library.ExercisesBySlug);
            return plan.Succeeded
                ? plan.Value.Findings.Select(finding => ("", finding))
                : throw new ContentException(
                    file,
                    "blocks",
                    string.Join(
                            " ",
                            plan.Problem.Errors!.Select(error => $"{error.Key}: {string.Join(' ', error.Value)}")
                        )
                        .TrimEnd('.')
                );
        }

        var programme = ContentFiles.Read<Programme>(file, text);
        ProgrammeCheck.CheckStructure(file, programme, library.ExercisesBySlug);
        return programme.Weeks.SelectMany(week =>
            PlanCheck
                .Find(programme, week, library.ExercisesBySlug)
                .Select(finding => ($"week {week.Number}: ", finding))
        );
    }

    private static bool HasWeeks(string file, string text)
    {
        using var json = ContentFiles.Read<JsonDocument>(file, text);
        return json.RootElement.ValueKind switch
        {
            JsonValueKind.Object when json.RootElement.TryGetProperty("weeks", out _) => true,
            JsonValueKind.Object when json.RootElement.TryGetProperty("blocks", out _) => false,
            _ => throw new ContentException(
                file,
                "$",
                "it is neither a programme with weeks nor an object with blocks"
            ),
        };
    }
}
