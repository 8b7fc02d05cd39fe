using UpperBack.Scheduling;

namespace UpperBack.Host.Operating;

/// <summary><c>check-plan FILE...</c>: what the plan check finds in files of programmes, or of the blocks of one
/// class.</summary>
internal static class CheckPlans
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        var files = FilesOf(call.Arguments).ToList();
        if (files.Count > 0)
            return await SchedulingModule.CheckPlansAsync(files, call.Output, CancellationToken.None);

        call.Log.CheckPlanMisused();
        return 2;
    }

    /// <summary>The words that are neither a setting nor its value.</summary>
    private static IEnumerable<string> FilesOf(string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
                yield return words[i];
            else if (!words[i].Contains('='))
                i++;
        }
    }
}
