using System.Diagnostics;

namespace UpperBack.Testing;

/// <summary>Places in the checkout, and tools of other people that live in them.</summary>
public static class Repository
{
    /// <summary>A folder by its path from the checkout's root.</summary>
    public static string Folder(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "UpperBack.sln")))
            folder = folder.Parent;
        return Path.Combine(
            folder?.FullName ?? throw new DirectoryNotFoundException("UpperBack.sln is in no parent folder."),
            path
        );
    }

    /// <summary>A folder with a package.json, whose packages are installed when they are missing.</summary>
    public static string NpmFolder(string path)
    {
        var folder = Folder(path);
        if (Directory.Exists(Path.Combine(folder, "node_modules")))
            return folder;

        using var npm = Process.Start(
            new ProcessStartInfo("npm", "ci --no-audit --no-fund --loglevel=error")
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
            }
        )!;
        npm.StandardInput.Close();
        npm.WaitForExit();
        return npm.ExitCode == 0
            ? folder
            : throw new InvalidOperationException($"npm ci in {folder} ended with {npm.ExitCode}.");
    }
}
