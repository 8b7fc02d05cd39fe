namespace UpperBack.Browser;

/// <summary>What is run in pages: the files of the folder Scripts.</summary>
internal static class Scripts
{
    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Scripts).Assembly.GetManifestResourceStream(name)!);

        // A file ends as a statement does; what is evaluated is an expression.
        return reader.ReadToEnd().TrimEnd().TrimEnd(';');
    }
}
