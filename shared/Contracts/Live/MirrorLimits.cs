namespace UpperBack.Contracts.Live;

/// <summary>How much the mirror's socket takes; the same numbers are in the contract that clients are made
/// from.</summary>
public static class MirrorLimits
{
    /// <summary>Bytes before the encrypted picture.</summary>
    public const int HeaderBytes = 24;

    /// <summary>Bytes that encryption adds to a picture.</summary>
    public const int TagBytes = 16;

    /// <summary>Bytes of a picture of a tile, with header and tag.</summary>
    public const int TileBytes = 16 * 1024;

    /// <summary>Bytes of a picture of a look-in, with header and tag.</summary>
    public const int LookInBytes = 48 * 1024;

    /// <summary>Pixels.</summary>
    public const int TileWidth = 160;

    /// <summary>Pixels.</summary>
    public const int TileHeight = 120;

    /// <summary>Pixels.</summary>
    public const int LookInWidth = 320;

    /// <summary>Pixels.</summary>
    public const int LookInHeight = 240;

    /// <summary>Characters of a public key.</summary>
    public const int PublicKey = 88;

    /// <summary>Characters of a wrapped key.</summary>
    public const int WrappedKey = 80;

    /// <summary>Characters of a leader's id.</summary>
    public const int LeaderId = 32;

    /// <summary>Bytes of a text message.</summary>
    public const int TextBytes = 1024;
}
