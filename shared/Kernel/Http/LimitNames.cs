namespace UpperBack.Kernel.Http;

/// <summary>Names of the limits that an endpoint can ask for with <c>RequireRateLimiting</c>. The general ones, by
/// member and by address, hold for every endpoint without a word.</summary>
public static class LimitNames
{
    /// <summary>Sign-ins, by address.</summary>
    public const string SignIn = "sign-in";

    /// <summary>New accounts, by address.</summary>
    public const string SignUp = "sign-up";

    /// <summary>Refreshed tokens, by address.</summary>
    public const string Refresh = "refresh";

    /// <summary>What costs much more than an ordinary request, by member.</summary>
    public const string Costly = "costly";
}
