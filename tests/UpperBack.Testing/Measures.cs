namespace UpperBack.Testing;

/// <summary>The trait of tests that measure how late something comes: <c>tests/run.sh</c> lets nothing run beside
/// them.</summary>
public static class Measures
{
    /// <summary>Name of the trait.</summary>
    public const string Trait = "Measures";

    /// <summary>Its value.</summary>
    public const string Time = "time";
}
