namespace UpperBack.Live.Mirror;

/// <summary>What one member's socket says, within what it may: what is too much of it is dropped, and whoever goes on
/// regardless is cut off.</summary>
internal sealed class SharerInput(MirrorClass mirror, SharerSocket sharer, LiveOptions limits, TimeProvider clock)
{
    // An encoder keeps to its rate in the long run only, and a network gives in bursts.
    private const int Tolerance = 3;
    private const int PictureBurstSeconds = 4;

    // After a leader has left, a device sends each of the others a key at once.
    private const int TextsPerSecond = 20;
    private const int RefusalsPerSecond = 20;
    private const int BurstSeconds = 10;

    private readonly MirrorAllowance bytes = PerSecond(
        (limits.MirrorTileKbps + limits.MirrorLookInKbps) * 125 * Tolerance,
        PictureBurstSeconds
    );
    private readonly MirrorAllowance pictures = PerSecond(
        (limits.MirrorTileFramesPerSecond + limits.MirrorLookInFramesPerSecond) * Tolerance,
        PictureBurstSeconds
    );
    private readonly MirrorAllowance texts = PerSecond(TextsPerSecond, BurstSeconds);
    private readonly MirrorAllowance refusals = PerSecond(RefusalsPerSecond, BurstSeconds);

    private TimeSpan Now => clock.GetElapsedTime(0);

    /// <summary>Passes on a picture.</summary>
    /// <returns>Why the socket has to end; null when it goes on.</returns>
    public Problem? Publish(MirrorReader reader)
    {
        var length = reader.Message.Length;
        if (MirrorHeader.Read(reader.Message) is not { } header)
            return MirrorText.Malformed;
        if (length > header.MaxBytes)
            return MirrorText.TooLarge;

        var now = Now;
        if (!pictures.TryTake(1, now) || !bytes.TryTake(length, now))
        {
            mirror.Skip(sharer, header.Kind);
            return refusals.TryTake(1, now) ? null : MirrorText.TooFast;
        }

        mirror.Publish(sharer, reader.DetachPicture(header, sharer.Tile));
        return null;
    }

    /// <summary>Does what a message asks for.</summary>
    /// <returns>Why the socket has to end; null when it goes on.</returns>
    public Problem? Apply(MirrorClientMessage? message)
    {
        if (!texts.TryTake(1, Now))
            return MirrorText.TooFast;
        if (message is null || !MirrorText.IsMeaningful(message))
            return MirrorText.Malformed;

        switch (message)
        {
            case MirrorPause pause:
                mirror.Pause(sharer, pause.Paused);
                return null;
            case MirrorGiveKey key:
                mirror.GiveKey(sharer, key);
                return null;
            case MirrorPing ping:
                lock (mirror.Gate)
                    sharer.Ping = ping;
                sharer.Wake();
                return null;
            default:
                return MirrorText.Malformed;
        }
    }

    private static MirrorAllowance PerSecond(int count, int seconds) => new(count, count * seconds);
}
