using System.Buffers.Text;

namespace UpperBack.Live.Mirror;

/// <summary>Whether what a socket says can be meant. Pure.</summary>
internal static class MirrorText
{
    private const int PointBytes = 65;
    private const int WrappedKeyBytes = 60;
    private const byte Uncompressed = 4;

    public static readonly Problem Malformed = Problem.Of(
        ErrorCodes.Malformed,
        "What this page sent was not understood. Reload it.",
        "$",
        "See the messages of the mirror at /docs/hub."
    );

    public static readonly Problem TooLarge = Problem.Of(
        ErrorCodes.TooLarge,
        "A picture was larger than a picture can be. Start sharing again."
    );

    public static readonly Problem TooFast = Problem.Of(
        ErrorCodes.RateLimited,
        "Too much came at once. Wait a few seconds, then start again."
    );

    /// <summary>Base64 of an uncompressed point.</summary>
    public static bool IsPublicKey(string text) =>
        IsBase64(text, MirrorLimits.PublicKey, PointBytes) && Convert.FromBase64String(text)[0] == Uncompressed;

    /// <summary>Whether a message from a client that shares or watches makes sense.</summary>
    public static bool IsMeaningful(MirrorClientMessage message) =>
        message switch
        {
            MirrorGiveKey key => key.KeyId is >= 1 and <= byte.MaxValue
                && key.Leader.Length is >= 1 and <= MirrorLimits.LeaderId
                && IsBase64(key.Wrapped, MirrorLimits.WrappedKey, WrappedKeyBytes),
            MirrorAskKeyFrame request => request.Kind is (int)MirrorKind.Tile or (int)MirrorKind.LookIn,
            MirrorPing ping => double.IsFinite(ping.AtMs),
            _ => true,
        };

    private static bool IsBase64(string text, int characters, int bytes) =>
        text.Length == characters && Base64.IsValid(text, out var decoded) && decoded == bytes;
}
