namespace UpperBack.Infrastructure.Data;

/// <summary>Where facts are kept.</summary>
public sealed class DataOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Data";

    /// <summary>What stands behind the data seam: <c>sqlite</c>, one file a service.</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>Folder of the database files, relative to the working directory. Also <c>--data FOLDER</c>.</summary>
    public string Folder { get; set; } = "data";
}
