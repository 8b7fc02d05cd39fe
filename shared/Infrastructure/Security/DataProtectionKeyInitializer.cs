using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Internal;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace UpperBack.Infrastructure.Security;

/// <summary>Makes the first of the keys that protect cookies and tokens. Processes that start together would otherwise
/// make one each, and not read each other's for a day: members signed in at one would be unknown to
/// another.</summary>
internal sealed class DataProtectionKeyInitializer(
    PlatformDatabase database,
    IOptions<KeyManagementOptions> options,
    IActivator activator
)
{
    /// <summary>Makes it if there is none; after the database was migrated, before anything is protected.</summary>
    public async Task MakeAsync(CancellationToken ct)
    {
        await using var work = await database.BeginAsync("first-key", ct);
        if (
            await work.QueryFirstOrDefaultAsync<int?>("select 1 from data_protection_keys limit 1", null, ct)
            is not null
        )
            return;

        var made = new Held();
        var now = work.Now.ToDateTimeOffset();
        new XmlKeyManager(
            Options.Create(
                new KeyManagementOptions
                {
                    XmlRepository = made,
                    AuthenticatedEncryptorConfiguration = options.Value.AuthenticatedEncryptorConfiguration,
                    XmlEncryptor = options.Value.XmlEncryptor,
                }
            ),
            activator
        ).CreateNewKey(now, now + options.Value.NewKeyLifetime);
        foreach (var (name, element) in made.Elements)
        {
            await work.ExecuteAsync(
                "insert into data_protection_keys (friendly_name, xml, created_at) values (@name, @xml, @Now)",
                new
                {
                    name,
                    xml = element.ToString(SaveOptions.DisableFormatting),
                    work.Now,
                },
                ct
            );
        }

        await work.CommitAsync(ct);
    }

    /// <summary>Forgets all keys: whatever anybody signed in with before counts for nothing, and the next start makes a
    /// new one.</summary>
    public Task ForgetAllAsync(CancellationToken ct) =>
        database.ExecuteAsync("delete from data_protection_keys", null, ct);

    private sealed class Held : IXmlRepository
    {
        public List<(string Name, XElement Element)> Elements { get; } = [];

        public IReadOnlyCollection<XElement> GetAllElements() => [.. Elements.Select(held => held.Element)];

        public void StoreElement(XElement element, string friendlyName) => Elements.Add((friendlyName, element));
    }
}
