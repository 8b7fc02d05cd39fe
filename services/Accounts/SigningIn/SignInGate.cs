namespace UpperBack.Accounts.SigningIn;

/// <summary>Lets sign-ins of one address through one after the other: guesses sent at the same time would otherwise all be tried
/// before the first of them was counted.</summary>
internal sealed class SignInGate
{
    private readonly SemaphoreSlim[] lanes = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for this address's turn; disposing ends it.</summary>
    public async Task<IDisposable> EnterAsync(string normalizedEmail, CancellationToken ct)
    {
        var lane = lanes[(uint)normalizedEmail.GetHashCode(StringComparison.Ordinal) % lanes.Length];
        await lane.WaitAsync(ct);
        return new Turn(lane);
    }

    private sealed class Turn(SemaphoreSlim lane) : IDisposable
    {
        public void Dispose() => lane.Release();
    }
}
