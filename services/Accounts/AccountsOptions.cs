using UpperBack.Kernel.Problems;

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

    /// <inheritdoc/>
    public IEnumerable<string> FindErrors()
    {
        if (LockoutFailures is < 1 or > 100)
            yield return $"{Section}:{nameof(LockoutFailures)} is {LockoutFailures}, but must be from 1 to 100.";
        if (LockoutMinutes is < 1 or > 1440)
            yield return $"{Section}:{nameof(LockoutMinutes)} is {LockoutMinutes}, but must be from 1 to 1440.";
    }
}
