using UpperBack.Kernel.Problems;

namespace UpperBack.Streaming;

/// <summary>How video comes in, goes out and is kept.</summary>
public sealed class StreamingOptions : ICheckedOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Streaming";

    /// <summary>Address and port on which OBS and other encoders are taken by RTMP, or <c>off</c>; <c>0.0.0.0:1935</c> lets in
    /// encoders on other machines.</summary>
    public string Rtmp { get; set; } = "127.0.0.1:1935";

    /// <inheritdoc/>
    public IEnumerable<string> FindErrors()
    {
        if (Rtmp != "off" && !(System.Net.IPEndPoint.TryParse(Rtmp, out var endpoint) && endpoint.Port > 0))
            yield return $"{Section}:Rtmp is '{Rtmp}', but must be off, or an address and port such as 127.0.0.1:1935.";
    }
}
