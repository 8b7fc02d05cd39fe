namespace UpperBack.Infrastructure.Messaging;

/// <summary>How services tell each other what happened.</summary>
public sealed class MessagingOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Bus";

    /// <summary>What stands behind the bus seam: <c>memory</c>, within the process.</summary>
    public string Provider { get; set; } = "memory";

    /// <summary>Hours of sent messages that are sent again at start, because the in-memory bus may have died with them.</summary>
    public int ReplayHours { get; set; } = 24;

    /// <summary>Seconds to wait for the bus to take one message.</summary>
    public int PublishTimeoutSeconds { get; set; } = 10;
}
