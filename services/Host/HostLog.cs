namespace UpperBack.Host;

internal static partial class HostLog
{
    [LoggerMessage(1, LogLevel.Critical, "{Error}")]
    public static partial void SettingWrong(this ILogger log, string error);

    [LoggerMessage(2, LogLevel.Information, "The settings are fine.")]
    public static partial void SettingsFine(this ILogger log);

    [LoggerMessage(3, LogLevel.Critical, "There is no verb '{Verb}'. There are: {Known}.")]
    public static partial void VerbUnknown(this ILogger log, string verb, string known);

    [LoggerMessage(4, LogLevel.Information, "UpperBack is at {Address}\nStop it with Ctrl-C; what was done is kept in {Folder}")]
    public static partial void Started(this ILogger log, string address, string folder);
}
