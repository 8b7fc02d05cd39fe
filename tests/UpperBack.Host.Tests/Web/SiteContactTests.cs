using UpperBack.Host.Options;

namespace UpperBack.Host.Tests.Web;

public sealed class SiteContactTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("hello@example.org", "mailto:hello@example.org")]
    [InlineData("https://example.org/contact", "https://example.org/contact")]
    public void AContactLeadsToMailOrToAPage(string address, string? link)
    {
        var options = new ProcessOptions { ContactAddress = address };
        Assert.Empty(options.FindErrors());
        Assert.Equal(link, options.ContactLink()?.AbsoluteUri);
    }

    [Theory]
    [InlineData("example.org")]
    [InlineData("javascript:alert(1)")]
    [InlineData("Ada <ada@example.org>")]
    public void AnythingElseIsRefusedAtStart(string address) =>
        Assert.Contains(
            "Host:ContactAddress",
            Assert.Single(new ProcessOptions { ContactAddress = address }.FindErrors()),
            StringComparison.Ordinal
        );
}
