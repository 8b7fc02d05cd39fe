namespace UpperBack.Testing;

/// <summary>The trait of tests that measure how late something comes. In full (<see cref="Scale.IsFull"/>)
/// <c>tests/run.sh</c> lets nothing run beside them; else they allow more time the busier the machine is, see
/// <see cref="Machine"/>.</summary>
public static class Measures
{
    /// <summary>Name of the trait.</summary>
    public const string Trait = "Measures";

    /// <summary>Its value.</summary>
    public const string Time = "time";
}
