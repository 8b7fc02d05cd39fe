using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using UpperBack.Contracts.Ids;

namespace UpperBack.Contracts.Live;

/// <summary>What a client says on the mirror's socket, <c>/hubs/mirror/{sessionId}</c>. The first message decides what
/// the socket is: <see cref="MirrorShare"/> or <see cref="MirrorWatch"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(MirrorShare), "share")]
[JsonDerivedType(typeof(MirrorWatch), "watch")]
[JsonDerivedType(typeof(MirrorPause), "pause")]
[JsonDerivedType(typeof(MirrorGiveKey), "key")]
[JsonDerivedType(typeof(MirrorLook), "look")]
[JsonDerivedType(typeof(MirrorAskKeyFrame), "needKeyFrame")]
[JsonDerivedType(typeof(MirrorSplit), "split")]
[JsonDerivedType(typeof(MirrorPing), "ping")]
public abstract record MirrorClientMessage;

/// <summary>What the server says on the mirror's socket.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(MirrorSharing), "sharing")]
[JsonDerivedType(typeof(MirrorWatching), "watching")]
[JsonDerivedType(typeof(MirrorLeaders), "leaders")]
[JsonDerivedType(typeof(MirrorLookers), "lookers")]
[JsonDerivedType(typeof(MirrorTiles), "tiles")]
[JsonDerivedType(typeof(MirrorKey), "key")]
[JsonDerivedType(typeof(MirrorNeedKeyFrame), "needKeyFrame")]
[JsonDerivedType(typeof(MirrorEnded), "ended")]
[JsonDerivedType(typeof(MirrorPong), "pong")]
public abstract record MirrorServerMessage;

/// <summary>This member shares their picture with the leaders of the class, from this socket; an earlier one of theirs
/// ends.</summary>
/// <param name="PublicKey">Base64 of a P-256 point, uncompressed (65 bytes), made for this socket.</param>
/// <param name="OfAge">True when the member says to have the class's minimum age.</param>
public sealed record MirrorShare(
    [StringLength(MirrorLimits.PublicKey, MinimumLength = MirrorLimits.PublicKey)] string PublicKey,
    bool OfAge = false
) : MirrorClientMessage;

/// <summary>This leader watches those who share.</summary>
/// <param name="PublicKey">As in <see cref="MirrorShare"/>.</param>
public sealed record MirrorWatch(
    [StringLength(MirrorLimits.PublicKey, MinimumLength = MirrorLimits.PublicKey)] string PublicKey
) : MirrorClientMessage;

/// <summary>A member pauses their picture, or goes on; while it is paused nothing is sent.</summary>
/// <param name="Paused">True to pause.</param>
public sealed record MirrorPause(bool Paused) : MirrorClientMessage;

/// <summary>A member gives a leader the key of their pictures.</summary>
/// <param name="Leader">Whom: <see cref="MirrorLeader.Id"/>. One who is not there any more is passed over.</param>
/// <param name="KeyId">Which key, as the header of each picture names it.</param>
/// <param name="Wrapped">The key, encrypted for this leader's public key: base64 of 60 bytes.</param>
public sealed record MirrorGiveKey(
    [StringLength(MirrorLimits.LeaderId, MinimumLength = 1)] string Leader,
    [Range(1, 255)] int KeyId,
    [StringLength(MirrorLimits.WrappedKey, MinimumLength = MirrorLimits.WrappedKey)] string Wrapped
) : MirrorClientMessage;

/// <summary>A leader looks in on one member, or no longer. One at a time: another one ends the first.</summary>
/// <param name="Tile">Whom: <see cref="MirrorTile.Tile"/>.</param>
/// <param name="On">False to end it.</param>
public sealed record MirrorLook([Range(0, 65535)] int Tile, bool On) : MirrorClientMessage;

/// <summary>A leader cannot go on without a key frame.</summary>
/// <param name="Tile">Whose: <see cref="MirrorTile.Tile"/>.</param>
/// <param name="Kind">1 for the tile, 2 for the look-in.</param>
public sealed record MirrorAskKeyFrame([Range(0, 65535)] int Tile, [Range(1, 2)] int Kind) : MirrorClientMessage;

/// <summary>A leader shares the wall with the other leaders who do, or no longer.</summary>
/// <param name="On">True to share it.</param>
public sealed record MirrorSplit(bool On) : MirrorClientMessage;

/// <summary>Asks for a sign of life, and for the server's clock.</summary>
/// <param name="AtMs">Any time of the client's; it comes back.</param>
public sealed record MirrorPing(double AtMs) : MirrorClientMessage;

/// <summary>The member shares from now on.</summary>
/// <param name="Settings">What to send.</param>
public sealed record MirrorSharing(MirrorSettings Settings) : MirrorServerMessage;

/// <summary>The leader watches from now on.</summary>
/// <param name="Id">Names this socket among the leaders'.</param>
/// <param name="Settings">What comes.</param>
public sealed record MirrorWatching(string Id, MirrorSettings Settings) : MirrorServerMessage;

/// <summary>The leaders who watch; the whole list, after each change.</summary>
/// <param name="Leaders">One for each socket.</param>
public sealed record MirrorLeaders(IReadOnlyList<MirrorLeader> Leaders) : MirrorServerMessage;

/// <summary>To a member: who looks in on them now; the whole list, after each change.</summary>
/// <param name="Lookers">Each leader once.</param>
public sealed record MirrorLookers(IReadOnlyList<MirrorLooker> Lookers) : MirrorServerMessage;

/// <summary>To a leader: who shares; the whole list, after changes.</summary>
/// <param name="Tiles">One for each member.</param>
public sealed record MirrorTiles(IReadOnlyList<MirrorTile> Tiles) : MirrorServerMessage;

/// <summary>To a leader: the key of a member's pictures.</summary>
/// <param name="Tile">Whose: <see cref="MirrorTile.Tile"/>.</param>
/// <param name="KeyId">As in <see cref="MirrorGiveKey"/>.</param>
/// <param name="Wrapped">As in <see cref="MirrorGiveKey"/>.</param>
public sealed record MirrorKey(int Tile, int KeyId, string Wrapped) : MirrorServerMessage;

/// <summary>To a member: a leader cannot go on without a key frame.</summary>
/// <param name="Kind">1 for the tile, 2 for the look-in.</param>
public sealed record MirrorNeedKeyFrame(int Kind) : MirrorServerMessage;

/// <summary>Sharing or watching is over, and the socket is closed.</summary>
/// <param name="Code">Why; see <see cref="ErrorCodes"/>.</param>
/// <param name="Message">Why, in words for people.</param>
/// <param name="Retryable">True when another try later can help.</param>
public sealed record MirrorEnded(string Code, string Message, bool Retryable) : MirrorServerMessage;

/// <summary>The answer to a <see cref="MirrorPing"/>.</summary>
/// <param name="AtMs">As it was asked.</param>
/// <param name="ServerMs">The server's clock, Unix milliseconds.</param>
public sealed record MirrorPong(double AtMs, long ServerMs) : MirrorServerMessage;

/// <summary>The two sizes of a picture.</summary>
/// <param name="Tile">The small one, of everybody who shares.</param>
/// <param name="LookIn">The larger one, sent while a leader looks in.</param>
public sealed record MirrorSettings(MirrorPictureSettings Tile, MirrorPictureSettings LookIn);

/// <summary>One size of a picture.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="FramesPerSecond">The most.</param>
/// <param name="Kbps">Kilobits a second, in the long run.</param>
public sealed record MirrorPictureSettings(int Width, int Height, int FramesPerSecond, int Kbps);

/// <summary>A leader who watches.</summary>
/// <param name="Id">Names their socket; another one has another id.</param>
/// <param name="MemberId">Who.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="PublicKey">To members: what their key is to be wrapped for. Empty to leaders.</param>
/// <param name="Splits">To leaders: true when they share the wall. False to members.</param>
/// <param name="LooksAt">To leaders: the tile that they look in on, or null. Null to members.</param>
public sealed record MirrorLeader(
    string Id,
    MemberId MemberId,
    string DisplayName,
    string PublicKey,
    bool Splits,
    int? LooksAt
);

/// <summary>A leader who looks in on a member.</summary>
/// <param name="MemberId">Who.</param>
/// <param name="DisplayName">Their name.</param>
public sealed record MirrorLooker(MemberId MemberId, string DisplayName);

/// <summary>A member who shares.</summary>
/// <param name="Tile">Stands before each of their pictures; a later socket of theirs has another one.</param>
/// <param name="MemberId">Who.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="PublicKey">What their keys are wrapped with.</param>
/// <param name="Paused">True while they send nothing.</param>
/// <param name="SinceMs">Since when they share, Unix milliseconds on the server's clock.</param>
/// <param name="LastLookAtMs">When a leader last looked in on them in this class, Unix milliseconds; null when none
/// did.</param>
public sealed record MirrorTile(
    int Tile,
    MemberId MemberId,
    string DisplayName,
    string PublicKey,
    bool Paused,
    long SinceMs,
    long? LastLookAtMs
);

/// <summary>What a room offers those who may share their picture.</summary>
/// <param name="MinimumAge">How old one must say to be; 0 for any age.</param>
public sealed record MirrorOffer(int MinimumAge);
