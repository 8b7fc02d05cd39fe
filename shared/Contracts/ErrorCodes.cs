namespace UpperBack.Contracts;

/// <summary>A catalogued error: a stable code, and whether the same request may succeed later.</summary>
/// <param name="Code">Stable, dotted, for programs.</param>
/// <param name="Status">The HTTP status it has over HTTP.</param>
/// <param name="Retryable">True when trying the same again later can help.</param>
public sealed record ErrorCode(string Code, int Status, bool Retryable = false);

/// <summary>Every error a client can be given, over HTTP (RFC 9457, member <c>code</c>) and over the hub.</summary>
public static class ErrorCodes
{
    /// <summary>The request could not be read: malformed JSON, a wrong type, a missing field.</summary>
    public static readonly ErrorCode Malformed = new("request.malformed", 400);

    /// <summary>The request was read, but a value in it is not allowed; <c>errors</c> names each.</summary>
    public static readonly ErrorCode Invalid = new("request.invalid", 400);

    /// <summary>The request is larger than allowed.</summary>
    public static readonly ErrorCode TooLarge = new("request.too-large", 413);

    /// <summary>The Idempotency-Key stands for another request; take a new one.</summary>
    public static readonly ErrorCode IdempotencyKeyReused = new("request.idempotency-key-reused", 422);

    /// <summary>Sign in first.</summary>
    public static readonly ErrorCode SignedOut = new("account.signed-out", 401);

    /// <summary>Email or password is wrong.</summary>
    public static readonly ErrorCode BadCredentials = new("account.bad-credentials", 401);

    /// <summary>Too many failed sign-ins; wait.</summary>
    public static readonly ErrorCode LockedOut = new("account.locked-out", 423, Retryable: true);

    /// <summary>An account with this email exists.</summary>
    public static readonly ErrorCode EmailTaken = new("account.email-taken", 409);

    /// <summary>Signed in, but not allowed to do this.</summary>
    public static readonly ErrorCode Forbidden = new("access.forbidden", 403);

    /// <summary>No such thing, or not yours to see.</summary>
    public static readonly ErrorCode NotFound = new("resource.unknown", 404);

    /// <summary>The address exists, but not with this method.</summary>
    public static readonly ErrorCode MethodNotAllowed = new("request.method-not-allowed", 405);

    /// <summary>The body's media type is not one the address takes.</summary>
    public static readonly ErrorCode UnsupportedMediaType = new("request.unsupported-media-type", 415);

    /// <summary>The session was cancelled or is over; nothing can be booked or changed.</summary>
    public static readonly ErrorCode SessionClosed = new("session.closed", 409);

    /// <summary>No session has this id.</summary>
    public static readonly ErrorCode SessionUnknown = new("session.unknown", 404);

    /// <summary>The room opens some minutes before the planned start; <c>/api/settings</c> says how
    /// many.</summary>
    public static readonly ErrorCode RoomNotOpen = new("room.not-open", 409, Retryable: true);

    /// <summary>The room is closed for good.</summary>
    public static readonly ErrorCode RoomClosed = new("room.closed", 410);

    /// <summary>Join the room first.</summary>
    public static readonly ErrorCode NotInRoom = new("room.not-joined", 409);

    /// <summary>Only the session's leaders, or only its instructor, may do this.</summary>
    public static readonly ErrorCode NotLeader = new("room.not-leader", 403);

    /// <summary>The class is led from another connection now; join again, or lead on, to lead from this one.</summary>
    public static readonly ErrorCode LeadMoved = new("room.lead-moved", 409);

    /// <summary>Somebody leads this class and is there.</summary>
    public static readonly ErrorCode LeaderHere = new("room.leader-here", 409);

    /// <summary>A leader took this member out of the session.</summary>
    public static readonly ErrorCode MemberRemoved = new("room.member-removed", 403);

    /// <summary>No form note of this session has this id, or it is not this member's to mark.</summary>
    public static readonly ErrorCode NoteUnknown = new("note.unknown", 404);

    /// <summary>The member told of a sign that a doctor should look at first, and has not taken it back.</summary>
    public static readonly ErrorCode RedFlagStands = new("intake.red-flag-stands", 409);

    /// <summary>The class has begun: its run sheet stays as it is.</summary>
    public static readonly ErrorCode RunSheetLocked = new("run-sheet.locked", 409);

    /// <summary>The stream key is wrong, of another session, or was revoked.</summary>
    public static readonly ErrorCode StreamKeyInvalid = new("stream.key-invalid", 403);

    /// <summary>There is no video of this session now.</summary>
    public static readonly ErrorCode StreamNotLive = new("stream.not-live", 404, Retryable: true);

    /// <summary>The session's video is on; stop it first.</summary>
    public static readonly ErrorCode StreamOn = new("stream.on", 409);

    /// <summary>What the encoder sent cannot be used; the words say what to change.</summary>
    public static readonly ErrorCode StreamMalformed = new("stream.malformed", 400);

    /// <summary>The same session's video now comes from another place.</summary>
    public static readonly ErrorCode StreamReplaced = new("stream.replaced", 409);

    /// <summary>The stream was stopped, or its class is over.</summary>
    public static readonly ErrorCode StreamStopped = new("stream.stopped", 410);

    /// <summary>The class is not on (not started, or over).</summary>
    public static readonly ErrorCode ClassNotLive = new("class.not-live", 409);

    /// <summary>This platform has no mirror: members' pictures are switched off.</summary>
    public static readonly ErrorCode MirrorOff = new("mirror.off", 403);

    /// <summary>There are no pictures of members in this class.</summary>
    public static readonly ErrorCode MirrorNotAllowed = new("mirror.not-allowed", 403);

    /// <summary>As many members share their picture in this class as may.</summary>
    public static readonly ErrorCode MirrorFull = new("mirror.full", 409, Retryable: true);

    /// <summary>Only members with a coached seat share their picture.</summary>
    public static readonly ErrorCode MirrorNoSeat = new("mirror.no-seat", 403);

    /// <summary>The class has a minimum age for pictures, and the member did not say to have it.</summary>
    public static readonly ErrorCode MirrorAge = new("mirror.age", 403);

    /// <summary>The member shares from another place now.</summary>
    public static readonly ErrorCode MirrorReplaced = new("mirror.replaced", 409);

    /// <summary>Too many requests; slow down and try again.</summary>
    public static readonly ErrorCode RateLimited = new("rate.limited", 429, Retryable: true);

    /// <summary>This account, or this address, has as many live connections as it may have; close one, or try again
    /// much later.</summary>
    public static readonly ErrorCode TooManyConnections = new("connection.too-many", 429, Retryable: true);

    /// <summary>The server cannot do this at the moment.</summary>
    public static readonly ErrorCode Unavailable = new("server.unavailable", 503, Retryable: true);

    /// <summary>A defect on the server's side; it has been logged.</summary>
    public static readonly ErrorCode Unexpected = new("server.unexpected", 500, Retryable: true);
}
