using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace UpperBack.Kernel.Http;

/// <summary>Makes answers of what is read again and again.</summary>
public static class TaggedJson
{
    private const int TagBytes = 12;

    /// <summary>An answer with a tag made of its content.</summary>
    public static TaggedJson<T> Of<T>(T value)
        where T : notnull => new(value);

    /// <summary>An answer that is written already.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="tag">Made by <see cref="TagOf"/>: another one for every other content.</param>
    public static TaggedJson<T> Written<T>(ReadOnlyMemory<byte> json, string tag)
        where T : notnull => new(json, tag);

    /// <summary>An ETag for some content. It is a weak one: on its way the answer may be compressed.</summary>
    public static string TagOf(ReadOnlySpan<byte> content) =>
        $"W/\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, TagBytes))}\"";
}

/// <summary>JSON for its reader alone, who may keep it but asks each time whether it still holds: then nothing is sent
/// but that it does (304).</summary>
/// <typeparam name="T">What is written.</typeparam>
public sealed class TaggedJson<T> : IResult, IEndpointMetadataProvider
    where T : notnull
{
    private const string Private = "private, no-cache";
    private const string Json = "application/json; charset=utf-8";

    private readonly T? value;
    private readonly ReadOnlyMemory<byte> json;
    private readonly string? tag;

    internal TaggedJson(T value) => this.value = value;

    internal TaggedJson(ReadOnlyMemory<byte> json, string tag) => (this.json, this.tag) = (json, tag);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var content = tag is null ? Write(httpContext) : json;
        var known = tag ?? TaggedJson.TagOf(content.Span);
        var response = httpContext.Response;
        response.Headers.ETag = known;
        response.Headers.CacheControl = Private;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (Holds(httpContext.Request.Headers.IfNoneMatch, known))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = Json;
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, httpContext.RequestAborted);
    }

    /// <inheritdoc/>
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"])
        );
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
    }

    private byte[] Write(HttpContext context) =>
        JsonSerializer.SerializeToUtf8Bytes(
            value!,
            context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions
        );

    /// <summary>True when the reader has it already (RFC 9110, 13.1.2).</summary>
    private static bool Holds(StringValues readers, string tag) =>
        readers.Count > 0
        && (
            readers == tag
            || (
                EntityTagHeaderValue.TryParseList(readers, out var tags)
                && EntityTagHeaderValue.Parse(tag) is var own
                && tags.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(own, useStrongComparison: false))
            )
        );
}
