namespace UpperBack.Host.Options;

/// <summary>The demo that shows a newcomer a living class.</summary>
internal sealed class DemoOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Demo";

    /// <summary><c>on</c> or <c>off</c>; on in Development. Also <c>--demo on|off</c>.</summary>
    public string Enabled { get; set; } = "off";

    /// <summary>Simulated participants in the live class, 0 to 200.</summary>
    public int Participants { get; set; } = 14;

    /// <summary>Seconds from the end of one class to the next, 1 to 3600; simulated people come and go
    /// within.</summary>
    public int PauseSeconds { get; set; } = 45;

    /// <summary>True when the demo runs.</summary>
    public bool IsOn() => Enabled is "on" or "true" or "True";
}
