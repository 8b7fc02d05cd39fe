namespace UpperBack.Streaming.Streams;

/// <summary>When the moments of an encoder session were captured: as the encoder says when it does, else by the arrival
/// of the first sample. One writer and several readers. Pure.</summary>
internal sealed class EncoderSessionClock
{
    // The pair is replaced as a whole, so that nobody sees half of it.
    private volatile Anchored? latest;

    /// <summary>The encoder says when a moment was captured.</summary>
    public void Anchor(double mediaSeconds, double capturedAtMs) => latest = new Anchored(mediaSeconds, capturedAtMs);

    /// <summary>A sample arrived. Only the first counts: later ones may have been held up on the way.</summary>
    public void Arrive(double mediaSeconds, long nowMs) => latest ??= new Anchored(mediaSeconds, nowMs);

    /// <summary>When a moment of the encoder session was captured, Unix milliseconds; null before anything is
    /// known.</summary>
    public double? At(double mediaSeconds) =>
        latest is { } known ? known.CapturedAtMs + ((mediaSeconds - known.MediaSeconds) * 1000) : null;

    private sealed record Anchored(double MediaSeconds, double CapturedAtMs);
}
