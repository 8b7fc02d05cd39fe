using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace UpperBack.Host.Web;

/// <summary>The client's build leaves a <c>.br</c> and a <c>.gz</c> beside each file. Whoever takes one gets it, as a
/// file of its own with its own ETag, so that ranges, HEAD and "not modified" are right without a word from
/// here.</summary>
internal static class CompressedFiles
{
    /// <summary>By preference where a client takes both alike.</summary>
    private static readonly (string Coding, string Extension)[] Kinds = [("br", ".br"), ("gzip", ".gz")];

    /// <summary>Whether this is the address of a compressed file, which has none of its own.</summary>
    public static bool IsOne(PathString path) =>
        Kinds.Any(kind => path.Value?.EndsWith(kind.Extension, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Points the request to the compressed file that its sender takes, if there is one.</summary>
    public static void Choose(HttpContext context, IFileProvider files)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return;

        var path = request.Path.Value ?? "";
        if (
            Taken(request).FirstOrDefault(kind => files.GetFileInfo(path + kind.Extension).Exists) is
            { Extension: { } extension }
        )
            request.Path = path + extension;
    }

    /// <summary>Says in the headers how a file is coded.</summary>
    public static void Describe(string file, IHeaderDictionary headers)
    {
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (
            Kinds.FirstOrDefault(kind => file.EndsWith(kind.Extension, StringComparison.Ordinal)) is
            { Coding: { } coding }
        )
            headers.ContentEncoding = coding;
    }

    /// <summary>What the sender takes, the most wanted first (RFC 9110, 12.5.3).</summary>
    private static IEnumerable<(string Coding, string Extension)> Taken(HttpRequest request)
    {
        var wishes = request.GetTypedHeaders().AcceptEncoding;
        double WeightOf(string coding) =>
            (
                wishes.FirstOrDefault(wish => wish.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
                ?? wishes.FirstOrDefault(wish => wish.Value == "*")
            )
                is { } found
                ? found.Quality ?? 1
                : 0;

        return Kinds.Where(kind => WeightOf(kind.Coding) > 0).OrderByDescending(kind => WeightOf(kind.Coding));
    }

    /// <summary>Types by what is in the file, not by how it is coded.</summary>
    public sealed class Types(IContentTypeProvider plain) : IContentTypeProvider
    {
        public bool TryGetContentType(
            string subpath,
            [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string contentType
        )
        {
            var coded = Kinds
                .FirstOrDefault(kind => subpath.EndsWith(kind.Extension, StringComparison.OrdinalIgnoreCase))
                .Extension
                ?? "";
            return plain.TryGetContentType(subpath[..^coded.Length], out contentType);
        }
    }
}
