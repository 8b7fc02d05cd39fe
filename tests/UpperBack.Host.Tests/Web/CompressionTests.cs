using System.IO.Compression;
using System.Net.Http.Headers;

namespace UpperBack.Host.Tests.Web;

/// <summary>What is sent small, what is sent as it is, and that caches are told the truth.</summary>
public sealed class CompressionTests(CompressionTests.Site site) : IClassFixture<CompressionTests.Site>
{
    private const string Page = "<!doctype html><title>UpperBack</title>";
    private const string Script = "console.log('a script that is long enough to be worth it, worth it, worth it');";
    private const string Asset = "/assets/index-1a2b3c.js";

    [Theory]
    [InlineData(Asset, "gzip, deflate, br, zstd", "br")]
    [InlineData(Asset, "gzip", "gzip")]
    [InlineData(Asset, "br;q=0.5, gzip", "gzip")]
    [InlineData(Asset, "br;q=0, *", "gzip")]
    [InlineData(Asset, "*", "br")]
    [InlineData(Asset, "identity", null)]
    [InlineData(Asset, null, null)]
    [InlineData("/assets/plain.js", "br", null)]
    [InlineData("/", "br", "br")]
    [InlineData("/sessions/1/room", "gzip", "gzip")]
    [InlineData("/sessions/1/room", null, null)]
    public async Task AFileComesAsItsReaderTakesIt(string path, string? takes, string? coding)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, takes);
        var isAsset = path.StartsWith("/assets", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(coding is null ? [] : [coding], answer.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        Assert.Equal(isAsset ? "text/javascript" : "text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            isAsset ? "public, max-age=31536000, immutable" : "no-cache",
            answer.Headers.CacheControl!.ToString()
        );
        Assert.Equal(isAsset ? Script : Page, await DecodeAsync(answer));
    }

    [Theory]
    [InlineData(Asset)]
    [InlineData("/sign-in")]
    public async Task EachCodingHasATagOfItsOwnAndIsNotSentAgain(string path)
    {
        var tags = new HashSet<string>();
        foreach (var takes in (string?[])[null, "gzip", "br"])
        {
            using var answer = await SendAsync(HttpMethod.Get, path, takes);
            Assert.True(tags.Add(answer.Headers.ETag!.Tag));
            using var again = await SendAsync(HttpMethod.Get, path, takes, request =>
                request.Headers.IfNoneMatch.Add(answer.Headers.ETag)
            );
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Contains("Accept-Encoding", again.Headers.Vary);
        }
    }

    [Theory]
    [InlineData(Asset)]
    [InlineData("/sign-in")]
    public async Task HeadAndRangeSpeakOfTheSameBytes(string path)
    {
        using var whole = await SendAsync(HttpMethod.Get, path, "br");
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        using var head = await SendAsync(HttpMethod.Head, path, "br");
        using var part = await SendAsync(HttpMethod.Get, path, "br", request =>
            request.Headers.Range = new RangeHeaderValue(2, 5)
        );

        Assert.Equal(bytes.Length, head.Content.Headers.ContentLength);
        Assert.Equal(["br"], head.Content.Headers.ContentEncoding);
        Assert.Equal(whole.Headers.ETag, head.Headers.ETag);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[2..6], await part.Content.ReadAsByteArrayAsync());

        using var beyond = await SendAsync(HttpMethod.Get, path, "br", request =>
            request.Headers.Range = new RangeHeaderValue(bytes.Length, null)
        );
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        Assert.Empty(beyond.Content.Headers.ContentEncoding);
        Assert.Null(beyond.Headers.CacheControl);
    }

    [Theory]
    [InlineData(Asset + ".br")]
    [InlineData("/index.html.gz")]
    [InlineData("/assets/none.js")]
    public async Task ACompressedFileHasNoAddressOfItsOwn(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, "br");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/scheduling/exercises", "same-origin", true)]
    [InlineData("/api/scheduling/exercises", null, true)]
    [InlineData("/api/scheduling/exercises", "cross-site", false)]
    [InlineData("/api/scheduling/exercises", "same-site", false)]
    [InlineData("/api/streaming/recordings", "same-origin", false)]
    [InlineData("/openapi/v1.json", null, true)]
    [InlineData("/health/ready", null, false)]
    public async Task JsonIsCompressedForOurOwnPagesWhereNothingIsSecret(string path, string? from, bool isCompressed)
    {
        var asha = await site.Server.SignInAsync("Asha", roles: Roles.Instructor);
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Headers = { { "Accept-Encoding", "gzip, br" } },
        };
        if (from is not null)
            request.Headers.Add("Sec-Fetch-Site", from);
        using var answer = await asha.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(isCompressed ? ["br"] : [], answer.Content.Headers.ContentEncoding);
        Assert.Equal(isCompressed, answer.Headers.Vary.Contains("Accept-Encoding"));
        Assert.StartsWith("application/json", answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerWithATokenIsNotCompressed()
    {
        var signedUp = await Person.SignUpAsync(site.Server.Anonymous(), "Ben");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/accounts/sign-in")
        {
            Headers = { { "Accept-Encoding", "br" } },
            Content = System.Net.Http.Json.JsonContent.Create(
                new { email = signedUp.Email, password = Person.Password }
            ),
        };
        using var answer = await site.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? takes,
        Action<HttpRequestMessage>? more = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (takes is not null)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", takes);
        more?.Invoke(request);
        return await site.Http.SendAsync(request);
    }

    private static async Task<string> DecodeAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStreamAsync();
        await using var plain = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync();
    }

    /// <summary>A server with a small client that was built.</summary>
    public sealed class Site : IAsyncLifetime
    {
        private readonly string webRoot = Directory.CreateTempSubdirectory("upperback-web-").FullName;

        public UpperBackServer Server { get; private set; } = null!;

        public HttpClient Http { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Directory.CreateDirectory(Path.Combine(webRoot, "assets"));
            foreach (var (path, text) in ((string, string)[])[("index.html", Page), (Asset.TrimStart('/'), Script)])
            {
                var file = Path.Combine(webRoot, path);
                await File.WriteAllTextAsync(file, text);
                await using var brotli = new BrotliStream(File.Create(file + ".br"), CompressionLevel.SmallestSize);
                await brotli.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
                await using var gzip = new GZipStream(File.Create(file + ".gz"), CompressionLevel.SmallestSize);
                await gzip.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
            }

            await File.WriteAllTextAsync(Path.Combine(webRoot, "assets", "plain.js"), Script);
            Server = await UpperBackServer.StartAsync(null, "--webroot", webRoot);
            Http = Server.Anonymous();
        }

        public async Task DisposeAsync()
        {
            Http.Dispose();
            await Server.DisposeAsync();
            Directory.Delete(webRoot, recursive: true);
        }
    }
}
