using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using UpperBack.Kernel.Time;

namespace UpperBack.Infrastructure.Security;

/// <summary>Keeps data-protection keys in the database, so that a restart or another replica can read what one
/// wrote.</summary>
internal sealed class DataProtectionKeys(PlatformDatabase database, TimeProvider clock) : IXmlRepository
{
    // The interface is synchronous and called a few times a process life; Task.Run keeps it off any caller's context.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [
            .. RunBlocking(() =>
                    database.QueryAsync<string>(
                        "select xml from data_protection_keys order by created_at",
                        null,
                        default
                    )
                )
                .Select(xml => XElement.Parse(xml)),
        ];

    public void StoreElement(XElement element, string friendlyName) =>
        RunBlocking(() =>
            database.ExecuteAsync(
                """
                insert into data_protection_keys (friendly_name, xml, created_at) values (@friendlyName, @xml, @now)
                on conflict (friendly_name) do update set xml = excluded.xml
                """,
                new
                {
                    friendlyName,
                    xml = element.ToString(SaveOptions.DisableFormatting),
                    now = clock.Now(),
                },
                default
            )
        );

    private static T RunBlocking<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
