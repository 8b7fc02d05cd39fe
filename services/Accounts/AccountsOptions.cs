namespace UpperBack.Accounts;

/// <summary>How sign-in defends accounts against guessing.</summary>
public sealed class AccountsOptions : ICheckedOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Accounts";

    /// <summary>Wrong passwords in a row, 1 to 100, after which an account is locked for a while.</summary>
    public int LockoutFailures { get; set; } = 5;

    /// <summary>Minutes an account stays locked, 1 to 1440.</summary>
    public int LockoutMinutes { get; set; } = 5;

    /// <summary>Passwords that are hashed at the same time, 1 to 64, each on a thread of its own; 0 for half of the
    /// processors, but at most two.</summary>
    public int HashesAtOnce { get; set; }

    /// <summary>Sign-ins and sign-ups that may wait for a password to be hashed, at most half of them from one address,
    /// 0 to 1000; all others are asked to come back in a few seconds.</summary>
    public int HashesWaiting { get; set; } = 32;

    /// <inheritdoc/>
    public IEnumerable<string> FindErrors()
    {
        if (LockoutFailures is < 1 or > 100)
            yield return $"{Section}:{nameof(LockoutFailures)} is {LockoutFailures}, but must be from 1 to 100.";
        if (LockoutMinutes is < 1 or > 1440)
            yield return $"{Section}:{nameof(LockoutMinutes)} is {LockoutMinutes}, but must be from 1 to 1440.";
        if (HashesAtOnce is < 0 or > 64)
            yield return $"{Section}:{nameof(HashesAtOnce)} is {HashesAtOnce}, but must be from 1 to 64, "
                + "or 0 for half of the processors.";
        if (HashesWaiting is < 0 or > 1000)
            yield return $"{Section}:{nameof(HashesWaiting)} is {HashesWaiting}, but must be from 0 to 1000.";
    }
}
