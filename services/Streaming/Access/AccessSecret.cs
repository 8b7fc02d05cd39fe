using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace UpperBack.Streaming.Access;

/// <summary>The secret that signs viewers' access: the setting, or one that was made once and is kept.</summary>
internal sealed class AccessSecret(StreamingDatabase database, IOptions<StreamingOptions> options)
{
    private const string Name = "viewers";
    private const int Bytes = 32;

    private volatile SymmetricSecurityKey? known;

    public async ValueTask<SymmetricSecurityKey> ReadAsync(CancellationToken ct) =>
        known ??= new SymmetricSecurityKey(
            options.Value.AccessSecret is { Length: > 0 } set ? Encoding.UTF8.GetBytes(set) : await ReadOrMakeAsync(ct)
        );

    private async Task<byte[]> ReadOrMakeAsync(CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            "insert into access_secret (name, secret_base64) values (@Name, @made) on conflict (name) do nothing",
            new { Name, made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)) },
            ct
        );
        var kept = await work.QueryFirstOrDefaultAsync<string>(
            "select secret_base64 from access_secret where name = @Name",
            new { Name },
            ct
        );
        await work.CommitAsync(ct);
        return Convert.FromBase64String(kept!);
    }
}
