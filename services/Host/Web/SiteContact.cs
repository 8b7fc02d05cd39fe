using Microsoft.Extensions.Options;
using UpperBack.Host.Options;

namespace UpperBack.Host.Web;

/// <summary>How people reach whoever runs this place, which its pages show.</summary>
internal static class SiteContact
{
    public static void MapSiteContact(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/site/contact", Read)
            .AllowAnonymous()
            .WithTags("Site")
            .WithSummary("How to reach whoever runs this place; nothing when they did not say");

    private static Ok<Contact> Read(IOptions<ProcessOptions> options) =>
        TypedResults.Ok(
            options.Value.ContactLink() is { } link
                ? new Contact(options.Value.ContactAddress, link.AbsoluteUri)
                : new Contact(null, null)
        );

    /// <param name="Address">As people read it, or null.</param>
    /// <param name="Link">What it leads to: a page, or mailto.</param>
    internal sealed record Contact(string? Address, string? Link);
}
