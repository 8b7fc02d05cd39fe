using System.Security.Cryptography;

namespace UpperBack.Host.Starting;

/// <summary>What an operator is told of a start that failed: one sentence that says what to do, and a trace only of
/// what nobody foresaw.</summary>
internal static class StartFailure
{
    /// <summary>True when the sentence is all there is to say.</summary>
    public static bool IsForeseen(Exception exception) => exception is CannotStartException;

    /// <summary>The sentence, on one line.</summary>
    public static string Explain(Exception exception) =>
        OneLine(
            exception switch
            {
                CannotStartException known => known.Message,
                CryptographicException =>
                    "A key or certificate could not be read: correct Kestrel:Certificates, or put back the database "
                        + $"'platform'. ({exception.Message})",
                IOException or UnauthorizedAccessException => $"A file or port could not be used: {exception.Message}",
                _ => $"UpperBack could not start, for a reason that the log says more about: {exception.Message}",
            }
        );

    private static string OneLine(string text) =>
        string.Join(
            ' ',
            text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );
}
