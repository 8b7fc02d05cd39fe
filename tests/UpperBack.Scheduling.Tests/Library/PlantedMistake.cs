using UpperBack.Scheduling.Content;
using UpperBack.Scheduling.Library;

namespace UpperBack.Scheduling.Tests.Library;

/// <summary>Changes one of the data files that come with the product.</summary>
internal static class PlantedMistake
{
    public static ContentException Failure(string path, string original, string replacement)
    {
        var files = ContentLibrary.ReadEmbedded();
        Assert.Contains(original, files[path], StringComparison.Ordinal);
        files[path] = files[path].Replace(original, replacement, StringComparison.Ordinal);
        return Assert.Throws<ContentException>(() => ContentLibrary.Load(files));
    }

    public static ContentException FailureWithout(string path)
    {
        var files = ContentLibrary.ReadEmbedded();
        Assert.True(files.Remove(path));
        return Assert.Throws<ContentException>(() => ContentLibrary.Load(files));
    }
}
