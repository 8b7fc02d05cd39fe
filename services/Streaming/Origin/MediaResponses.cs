using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Origin;

/// <summary>How the origin answers. Addresses hold nothing of the viewer, so a shared cache may keep what is right for
/// everybody, and for how long stands here.</summary>
internal static class MediaResponses
{
    /// <summary>What never changes, but may be deleted with its recording.</summary>
    public const string Immutable = "public, max-age=86400, immutable";

    /// <summary>A playlist that was waited for: at its address it is the answer to exactly that.</summary>
    public const string WaitedFor = "public, max-age=12";

    /// <summary>A playlist as it is now.</summary>
    public const string Momentary = "public, max-age=1";

    private const string PlaylistType = "application/vnd.apple.mpegurl";
    private const string MediaType = "video/mp4";

    public static Task PlaylistAsync(HttpContext context, ReadOnlyMemory<byte> text, string cacheControl) =>
        BytesAsync(context, text, PlaylistType, cacheControl);

    public static Task MediaAsync(HttpContext context, ReadOnlyMemory<byte> bytes) =>
        BytesAsync(context, bytes, MediaType, Immutable);

    public static async Task SegmentAsync(HttpContext context, LiveSegment segment)
    {
        Begin(context, MediaType, Immutable, segment.Length);
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        foreach (var part in segment.Parts)
            await context.Response.BodyWriter.WriteAsync(part.Bytes, context.RequestAborted);
    }

    /// <summary>Answers with an object of the store. One that is shorter than its row says is no answer at
    /// all.</summary>
    public static async Task ObjectAsync(HttpContext context, Stream bytes, long length)
    {
        Begin(context, MediaType, Immutable, length);
        if (!HttpMethods.IsHead(context.Request.Method))
            await bytes.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    public static Task RefuseAsync(HttpContext context, Problem problem)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (problem.Code == ErrorCodes.Unavailable)
            context.Response.Headers.RetryAfter = "1";
        return problem.ToHttp().ExecuteAsync(context);
    }

    private static async Task BytesAsync(
        HttpContext context,
        ReadOnlyMemory<byte> bytes,
        string type,
        string cacheControl
    )
    {
        Begin(context, type, cacheControl, bytes.Length);
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
    }

    private static void Begin(HttpContext context, string type, string cacheControl, long length)
    {
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = cacheControl;
        context.Response.ContentLength = length;
    }
}
