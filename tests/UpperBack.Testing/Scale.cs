namespace UpperBack.Testing;

/// <summary>How much a promise is put to the test: in full with <c>UPPERBACK_PROMISES=full</c>, else as much as fits
/// continuous integration.</summary>
public static class Scale
{
    /// <summary>Whether everything is tested in full, within the limits as they are promised.</summary>
    public static bool IsFull => Environment.GetEnvironmentVariable("UPPERBACK_PROMISES") == "full";

    /// <summary>How many, or for how long.</summary>
    public static int Of(int full, int usual) => IsFull ? full : usual;
}
