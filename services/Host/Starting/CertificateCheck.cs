using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace UpperBack.Host.Starting;

/// <summary>Sees whether the certificates that Kestrel is told of can be read.</summary>
internal static class CertificateCheck
{
    /// <exception cref="CannotStartException">One of them cannot.</exception>
    public static void Check(IConfiguration configuration)
    {
        var named = configuration.GetSection("Kestrel:Certificates").GetChildren();
        var own = configuration
            .GetSection("Kestrel:Endpoints")
            .GetChildren()
            .Select(endpoint => endpoint.GetSection("Certificate"));
        foreach (var certificate in named.Concat(own).Where(section => section["Path"] is { Length: > 0 }))
            Read(certificate);
    }

    private static void Read(IConfigurationSection section)
    {
        var (path, key, password) = (section["Path"]!, section["KeyPath"], section["Password"]);
        try
        {
            // As Kestrel does: with a key file of its own it is PEM, without one PKCS #12.
            using var certificate = (key, password) switch
            {
                (null, _) => X509CertificateLoader.LoadPkcs12FromFile(path, password),
                (_, null) => X509Certificate2.CreateFromPemFile(path, key),
                _ => X509Certificate2.CreateFromEncryptedPemFile(path, password, key),
            };
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new CannotStartException(
                $"The certificate {path} cannot be read: correct {section.Path}. ({ex.Message})",
                ex
            );
        }
    }
}
