using System.Globalization;

namespace UpperBack.Streaming.Playlists;

/// <summary>What a player asks for with the query of a live playlist (RFC 8216bis, 6.2.5). Pure.</summary>
/// <param name="Number">The segment that must be in the answer; null for whatever there is.</param>
/// <param name="Part">The part of it; null for the whole segment.</param>
/// <param name="Skip">True when the player has the older segments already.</param>
internal sealed record PlaylistRequest(long? Number, int? Part, bool Skip)
{
    /// <summary>Reads the query.</summary>
    /// <param name="number">Value of <c>_HLS_msn</c>, or null.</param>
    /// <param name="part">Value of <c>_HLS_part</c>, or null.</param>
    /// <param name="skip">Value of <c>_HLS_skip</c>, or null.</param>
    /// <param name="error">What is wrong, when null is returned.</param>
    public static PlaylistRequest? Parse(string? number, string? part, string? skip, out string error)
    {
        error = "";
        if (number is not null && !IsNumber(number))
            error = "_HLS_msn must be a media sequence number: a whole number from 0.";
        else if (part is not null && (!IsNumber(part) || part.Length > 6))
            error = "_HLS_part must be the number of a part: a whole number from 0.";
        else if (part is not null && number is null)
            error = "_HLS_part needs _HLS_msn, the segment that the part is of.";
        else if (skip is not (null or "YES" or "v2"))
            error = "_HLS_skip must be YES or v2.";
        return error.Length > 0
            ? null
            : new PlaylistRequest(
                number is null ? null : long.Parse(number, CultureInfo.InvariantCulture),
                part is null ? null : int.Parse(part, CultureInfo.InvariantCulture),
                skip is not null
            );
    }

    /// <summary>True when what is asked for is further ahead than a player can know of.</summary>
    /// <param name="openNumber">The segment that grows now, or will next.</param>
    public bool IsTooFarAhead(long openNumber) => Number > openNumber + 1;

    /// <summary>True when a playlist up to here holds what is asked for.</summary>
    /// <param name="openNumber">The segment that grows now, or will next.</param>
    /// <param name="openParts">How many parts of it there are.</param>
    public bool IsMet(long openNumber, int openParts) =>
        Number is not { } number
        || number < openNumber
        || (number == openNumber && Part is { } part && part < openParts);

    private static bool IsNumber(string text) => text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit);
}
