using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace UpperBack.Host.Demo;

/// <summary>The drawn people whom simulated participants share (make-figures.mjs makes them): WebP stills of every
/// exercise, pose by pose, in both sizes of the mirror.</summary>
internal sealed class DemoFigures
{
    /// <summary>What somebody does who rests, and whoever does an exercise that is not drawn.</summary>
    public const string Rest = "rest";

    private const string Resource = "Demo/demo-figures.tar.gz";

    private readonly Dictionary<string, byte[]> stills = [];
    private readonly Drawn drawn;

    private DemoFigures(Stream archive)
    {
        using var unpacked = new GZipStream(archive, CompressionMode.Decompress);
        using var entries = new TarReader(unpacked);
        while (entries.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is not { } content)
                continue;
            var bytes = new byte[content.Length];
            content.ReadExactly(bytes);
            stills[entry.Name] = bytes;
        }

        drawn = JsonSerializer.Deserialize<Drawn>(stills["movements.json"], JsonSerializerOptions.Web)!;
    }

    /// <summary>How many different people there are; the first of them also does every exercise wrong.</summary>
    public int People => drawn.People;

    /// <summary>What is drawn: exercises, those with sides once more with <c>-left</c>, and <see
    /// cref="Rest"/>.</summary>
    public IReadOnlyDictionary<string, Movement> Movements => drawn.Movements;

    /// <summary>The figures that come with the program.</summary>
    public static DemoFigures Load()
    {
        using var resource = typeof(DemoFigures).Assembly.GetManifestResourceStream(Resource)!;
        return new DemoFigures(resource);
    }

    /// <summary>The name of what is done in a step.</summary>
    public string MovementOf(RunSheetStep? step)
    {
        if (step is null or { Kind: StepKinds.Rest } || !Movements.ContainsKey(step.Exercise))
            return Rest;
        var left = $"{step.Exercise}-left";
        return step.Side == StepSides.Left && Movements.ContainsKey(left) ? left : step.Exercise;
    }

    /// <summary>A still.</summary>
    /// <param name="movement">One of <see cref="Movements"/>.</param>
    /// <param name="person">Who, from 0.</param>
    /// <param name="hasFault">True for the exercise done wrong; where that is not drawn, it is done well.</param>
    /// <param name="isLookIn">True for the larger size.</param>
    /// <param name="progress">How far into the movement, 0 to 1.</param>
    /// <returns>WebP.</returns>
    public ReadOnlyMemory<byte> Find(string movement, int person, bool hasFault, bool isLookIn, double progress)
    {
        var pose = (int)Math.Round(Math.Clamp(progress, 0, 1) * (drawn.Poses - 1));
        var size = isLookIn ? "look-in" : "tile";
        return hasFault && stills.TryGetValue($"{movement}/{person}/fault/{size}/{pose}.webp", out var wrong)
            ? wrong
            : stills[$"{movement}/{person}/well/{size}/{pose}.webp"];
    }

    /// <param name="LiftOn">The half of the breath that it lifts on: <c>in</c> or <c>out</c>.</param>
    /// <param name="Fault">The exercise's fault that is drawn; null when what is drawn has no name.</param>
    internal sealed record Movement(string LiftOn, string? Fault);

    private sealed record Drawn(int Poses, int People, IReadOnlyDictionary<string, Movement> Movements);
}
