using System.Net.WebSockets;
using UpperBack.Infrastructure.Telemetry;

namespace UpperBack.Live.Mirror;

/// <summary>The socket of a member who shares. Its state belongs to its class, and is used under that one's
/// lock.</summary>
internal sealed class SharerSocket(
    WebSocket socket,
    MemberId member,
    string displayName,
    MirrorShare share,
    MirrorMetrics metrics,
    TimeProvider clock
) : MirrorSocket(socket, member, displayName, share.PublicKey, clock)
{
    /// <summary>How often at most a device is asked for a key frame of one size.</summary>
    private static readonly TimeSpan KeyFrameInterval = TimeSpan.FromSeconds(1);

    private readonly KeyFrameRequest tileKeyFrame = new();
    private readonly KeyFrameRequest lookInKeyFrame = new();

    /// <summary>What the member said of their age.</summary>
    public bool OfAge => share.OfAge;

    /// <summary>Where it shares; null before and after.</summary>
    public MirrorClass? Class { get; set; }

    /// <summary>The number of its tile.</summary>
    public int Tile { get; set; }

    public bool IsPaused { get; set; }

    public long SinceMs { get; set; }

    /// <summary>Its row.</summary>
    public Guid RowId { get; } = Guid.CreateVersion7();

    /// <summary>To be sent first.</summary>
    public MirrorSharing? Sharing { get; set; }

    public bool LeadersDue { get; set; }

    public bool LookersDue { get; set; }

    /// <summary>The last ping that was not answered.</summary>
    public MirrorPing? Ping { get; set; }

    /// <summary>Asks the device for a key frame, unless it was asked just now: then later.</summary>
    public void AskKeyFrame(MirrorKind kind) => RequestOf(kind).IsDue = true;

    protected override bool TryNext(out MirrorOutput output)
    {
        output = default;
        if (Class is not { } mirror)
            return false;

        lock (mirror.Gate)
        {
            if (Next(mirror) is not { } message)
                return false;

            output = new MirrorOutput(message, null);
            return true;
        }
    }

    protected override void Forget() { }

    private byte[]? Next(MirrorClass mirror)
    {
        if (Sharing is { } sharing)
        {
            Sharing = null;
            return Write(sharing);
        }

        if (LeadersDue)
        {
            LeadersDue = false;
            return mirror.LeadersForSharers();
        }

        if (LookersDue)
        {
            LookersDue = false;
            return Write(mirror.LookersOf(Tile));
        }

        if (Ping is { } ping)
        {
            Ping = null;
            return Write(new MirrorPong(ping.AtMs, mirror.NowMs));
        }

        return NextRequest(MirrorKind.Tile) ?? NextRequest(MirrorKind.LookIn);
    }

    private byte[]? NextRequest(MirrorKind kind)
    {
        var request = RequestOf(kind);
        if (!request.IsDue)
            return null;

        var now = Now;
        if (request.AskedAt + KeyFrameInterval is { } next && next > now)
        {
            WakeIn(next - now);
            return null;
        }

        (request.IsDue, request.AskedAt) = (false, now);
        metrics.KeyFrameAsked();
        return Write(new MirrorNeedKeyFrame((int)kind));
    }

    private KeyFrameRequest RequestOf(MirrorKind kind) => kind == MirrorKind.Tile ? tileKeyFrame : lookInKeyFrame;

    private sealed class KeyFrameRequest
    {
        public bool IsDue { get; set; }

        public TimeSpan? AskedAt { get; set; }
    }
}
