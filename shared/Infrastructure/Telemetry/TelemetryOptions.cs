using UpperBack.Kernel.Problems;

namespace UpperBack.Infrastructure.Telemetry;

/// <summary>What the platform tells its operator's tools.</summary>
public sealed class TelemetryOptions : ICheckedOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Telemetry";

    /// <summary><c>on</c> or <c>off</c>: metrics for Prometheus at <c>/metrics</c>, for anybody who reaches this
    /// process directly. Who comes through a proxy is told nothing.</summary>
    public string Metrics { get; set; } = "on";

    /// <summary>Where metrics and traces are sent by OTLP over gRPC, such as <c>http://collector:4317</c>; nowhere when
    /// empty.</summary>
    public string OtlpEndpoint { get; set; } = "";

    /// <summary>Share of the traces that begin here and are sent, 0 to 1.</summary>
    public double TraceShare { get; set; } = 0.1;

    /// <summary>True when Prometheus may ask.</summary>
    public bool HasMetrics() => Metrics == "on";

    /// <inheritdoc/>
    public IEnumerable<string> FindErrors()
    {
        if (Metrics is not ("on" or "off"))
            yield return $"{Section}:Metrics is '{Metrics}', but must be 'on' or 'off'.";
        if (
            OtlpEndpoint.Length > 0
            && !(Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        )
            yield return $"{Section}:OtlpEndpoint must be an address such as http://collector:4317, or empty.";
        if (TraceShare is not (>= 0 and <= 1))
            yield return FormattableString.Invariant($"{Section}:TraceShare is {TraceShare}, but must be from 0 to 1.");
    }
}
