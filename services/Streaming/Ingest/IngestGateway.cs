using Microsoft.Extensions.Options;
using UpperBack.Infrastructure.Demo;
using UpperBack.Streaming.Keys;
using UpperBack.Streaming.Sessions;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Ingest;

/// <summary>Lets encoders in: by a stream key, or because the instructor is signed in; and only while the class may be
/// streamed.</summary>
internal sealed class IngestGateway(
    StreamingDatabase database,
    SessionLookup sessions,
    StreamRegistry streams,
    DemoPeople demo,
    IOptions<StreamingOptions> options,
    TimeProvider clock
) : IIngestGateway
{
    private static readonly Problem WrongKey = Problem.Of(
        ErrorCodes.StreamKeyInvalid,
        "This stream key is wrong, or was revoked. Make a new one for the class."
    );

    public async Task<Result<IIngest>> OpenAsync(string streamKey, string source, CancellationToken ct)
    {
        if (await StreamKeyRows.FindSessionAsync(database, streamKey, ct) is not { } sessionId)
            return WrongKey;

        var session = await sessions.FindAsync(sessionId, ct);
        if (!session.Succeeded)
            return session.Problem;

        // A key outlives its instructor's sign-in; in a public demo anybody may have made it.
        if (demo.AreShutOut(session.Value.InstructorId))
            return WrongKey;
        var opened = await OpenAsync(session.Value, source, StreamKey.IdOf(streamKey), ct);
        if (!opened.Succeeded)
            return opened;

        // The key may have been revoked meanwhile, by a request that did not see this encoder session yet. The check is
        // not cancelled, so that no encoder session is left behind.
        if (await StreamKeyRows.FindSessionAsync(database, streamKey, CancellationToken.None) is not null)
            return opened;

        await opened.Value.DisposeAsync();
        return WrongKey;
    }

    public async Task<Result<IIngest>> OpenAsync(
        SessionId sessionId,
        MemberId instructor,
        string source,
        CancellationToken ct
    )
    {
        var session = await sessions.FindAsync(sessionId, ct);
        if (!session.Succeeded)
            return session.Problem;
        return session.Value.InstructorId == instructor
            ? await OpenAsync(session.Value, source, null, ct)
            : Problem.Of(ErrorCodes.NotLeader, "Only the instructor of this class may stream it.");
    }

    private async Task<Result<IIngest>> OpenAsync(
        SessionProjection session,
        string source,
        string? keyId,
        CancellationToken ct
    )
    {
        var window = new StreamWindow(options.Value.BeginBeforeMinutes, options.Value.EndAfterSeconds);
        if (window.RefuseBegin(clock.Now(), session) is { } refusal)
            return refusal;

        var stream = await streams.OpenAsync(session.SessionId, ct);
        return Result<IIngest>.Of(await stream.OpenEncoderSessionAsync(source, keyId, ct));
    }
}
