namespace UpperBack.Host;

internal static partial class HostLog
{
    [LoggerMessage(1, LogLevel.Critical, "{Error}")]
    public static partial void SettingWrong(this ILogger log, string error);

    [LoggerMessage(2, LogLevel.Information, "The settings are fine.")]
    public static partial void SettingsFine(this ILogger log);

    [LoggerMessage(3, LogLevel.Critical, "There is no verb '{Verb}'. There are: {Known}.")]
    public static partial void VerbUnknown(this ILogger log, string verb, string known);

    [LoggerMessage(
        4,
        LogLevel.Information,
        "UpperBack is at {Address}\nStop it with Ctrl-C; what was done is kept in {Folder}"
    )]
    public static partial void Started(this ILogger log, string address, string folder);

    [LoggerMessage(5, LogLevel.Critical, "Use: grant-role EMAIL ROLE, where ROLE is one of {Known}.")]
    public static partial void GrantRoleMisused(this ILogger log, string known);

    [LoggerMessage(
        6,
        LogLevel.Critical,
        "Nobody has signed up with {Email} in this data folder. Sign up first, and name the folder with --data if it "
            + "is not the default one."
    )]
    public static partial void NoSuchAccount(this ILogger log, string email);

    [LoggerMessage(
        7,
        LogLevel.Information,
        "{Email} now holds the role {Role}. Where they are signed in already, it takes a few seconds to show."
    )]
    public static partial void RoleGranted(this ILogger log, string email, string role);

    [LoggerMessage(8, LogLevel.Critical, "{Verb} could not be done.")]
    public static partial void VerbFailed(this ILogger log, Exception exception, string verb);

    [LoggerMessage(
        9,
        LogLevel.Critical,
        "The embedded Redis lives in the process that serves, which builds its leaderboards when it starts: start "
            + "that one again."
    )]
    public static partial void RedisIsEmbedded(this ILogger log);

    [LoggerMessage(
        10,
        LogLevel.Critical,
        "{Verb} needs the role {Role}, which Host:Roles leaves out: add --roles {Role}."
    )]
    public static partial void RoleMissing(this ILogger log, string verb, string role);

    [LoggerMessage(11, LogLevel.Information, "The leaderboards are as the database says.")]
    public static partial void LeaderboardsRebuilt(this ILogger log);

    [LoggerMessage(
        12,
        LogLevel.Critical,
        "Use: replay-outbox --since HOURS [--service NAME], where HOURS is a whole number from 1 to {Most}."
    )]
    public static partial void ReplayMisused(this ILogger log, int most);

    [LoggerMessage(13, LogLevel.Critical, "There is no service '{Service}' here. There are: {Known}.")]
    public static partial void ServiceUnknown(this ILogger log, string service, string known);

    [LoggerMessage(
        14,
        LogLevel.Information,
        "{Count} messages of {Service} will be sent again by the platform that runs."
    )]
    public static partial void OutboxReplayed(this ILogger log, int count, string service);

    [LoggerMessage(
        15,
        LogLevel.Information,
        "Asked to stop: whoever is connected is sent elsewhere first. Asked again, it stops at once."
    )]
    public static partial void Draining(this ILogger log);

    [LoggerMessage(
        16,
        LogLevel.Critical,
        "Use: check-plan FILE..., where each file is a programme, or JSON with the blocks of one class."
    )]
    public static partial void CheckPlanMisused(this ILogger log);

    [LoggerMessage(
        17,
        LogLevel.Information,
        "{Count} people of the demo are locked: none of them can sign in or is on a board. Anybody could have been "
            + "given a role in the demo: nobody holds one now, and everybody is signed out. Make yourself the "
            + "administrator with grant-role. The demo's classes stay; take those back in Plan."
    )]
    public static partial void DemoLocked(this ILogger log, int count);

    [LoggerMessage(18, LogLevel.Warning, "The database does not answer yet; trying again in a second: {Reason}")]
    public static partial void DatabaseAwaited(this ILogger log, string reason);

    [LoggerMessage(
        19,
        LogLevel.Warning,
        "There are no web pages in {Folder}, so only programs are answered: build or publish without SkipWebClient."
    )]
    public static partial void NoWebClient(this ILogger log, string folder);

    [LoggerMessage(
        29,
        LogLevel.Information,
        "Somebody leads demo class {SessionId} themselves; the simulated instructor waits until they have left"
    )]
    public static partial void DemoYields(this ILogger log, Guid sessionId);

    [LoggerMessage(25, LogLevel.Warning, "{Advice} (It came from {Peer} as {Address}.)")]
    public static partial void ProxyFaultFound(this ILogger log, string advice, string peer, string address);

    [LoggerMessage(26, LogLevel.Critical, "{Advice}")]
    public static partial void PublicUrlWrong(this ILogger log, string advice);

    [LoggerMessage(
        27,
        LogLevel.Information,
        "{PublicUrl} reaches the platform: its name, https and WebSockets get through."
    )]
    public static partial void PublicUrlFine(this ILogger log, string publicUrl);

    [LoggerMessage(
        28,
        LogLevel.Critical,
        "Use: check-config --public-url URL, where URL is what people type, such as https://upperback.example.org."
    )]
    public static partial void PublicUrlMisused(this ILogger log);

    [LoggerMessage(
        20,
        LogLevel.Information,
        """
            The demo is ready at {Address}
              a participant  {Participant}
              the instructor {Instructor}
              a coach        {Coach}
              an admin       {Admin}
              password of all: {Password}
            Try: sign in as the participant and join the class that is live; raise your hand, and read the form note
            that comes back.
            Sign in as the coach on a second device: under Cameras tap Aarav, who does it wrong, press the mistake you
            see, and watch it go away. Then look at the streak and the leaderboards.
            Or sign in as the instructor and go live yourself: the demo's picture gives way.
            """
    )]
    public static partial void DemoReady(
        this ILogger log,
        string address,
        string participant,
        string instructor,
        string coach,
        string admin,
        string password
    );

    [LoggerMessage(
        21,
        LogLevel.Information,
        "Demo class {SessionId} is on, with {Participants} simulated participants"
    )]
    public static partial void DemoClassBegins(this ILogger log, Guid sessionId, int participants);

    [LoggerMessage(22, LogLevel.Warning, "The demo failed and goes on in five seconds")]
    public static partial void DemoFailed(this ILogger log, Exception exception);

    [LoggerMessage(23, LogLevel.Warning, "Simulated participant {Name} dropped out")]
    public static partial void DemoParticipantFailed(this ILogger log, Exception exception, string name);

    [LoggerMessage(24, LogLevel.Warning, "The stream of demo class {SessionId} was lost")]
    public static partial void DemoStreamLost(this ILogger log, Exception exception, Guid sessionId);

    [LoggerMessage(31, LogLevel.Warning, "Simulated participant {Name} is not seen by the leaders")]
    public static partial void DemoSharingFailed(this ILogger log, Exception exception, string name);

    [LoggerMessage(30, LogLevel.Warning, "{Warning}")]
    public static partial void SettingRenamed(this ILogger log, string warning);
}
