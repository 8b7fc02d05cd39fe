using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using UpperBack.Contracts.Live;

namespace UpperBack.Host.Web;

/// <summary>The hub's contract as a page at <c>/docs/hub</c>, written from the contract itself.</summary>
internal static class HubDescription
{
    private const string Introduction = """
        <p>Connect with a SignalR client to <code>/hubs/live</code>, by JSON or MessagePack, signed in by cookie or by
        a bearer token (header, or <code>access_token</code> in the query for browsers). JSON names are in camelCase;
        MessagePack maps carry the names as .NET writes them (<code>SessionId</code>). Ids are UUID text. Times are
        Unix milliseconds on the server's clock: read it several times with <code>ReadClock</code> and keep the answer
        of the fastest round trip.</p>
        <p><b>Following a room.</b> Listen first, then call <code>Join</code>. Every cue, missed or live, comes as
        <code>CueReceived</code>, in order and once; remember the last <code>(epoch, offset)</code> and give it as
        <code>after</code> when you join again. When the log cannot go on from there, <code>Resync</code> comes first:
        forget the cues you have.</p>
        <p><b>Errors.</b> A refused call fails with a hub error whose text ends in JSON: <code>{"code":
        "room.not-open", "retryable": true, "message": "…"}</code>. Codes are stable and the same as over HTTP. Calls
        are limited for each connection, messages to 32 KiB.</p>
        <p><b>The mirror.</b> Pictures of members go to their leaders by a WebSocket of their own,
        <code>/hubs/mirror/{sessionId}</code>, signed in likewise. Texts are JSON, told apart by <code>type</code>; the
        first one says whether the socket shares or watches. Each picture is one binary message, big endian: kind (1
        tile, 2 look-in), flags (1 key frame; codec times 2: 0 VP8, 1 VP9, 2 WebP), id of the key, 0, sequence (4
        bytes), when it was captured (8), media time of the class's frame on the member's screen then (8, 0 for none);
        then the frame, encrypted by AES-GCM with that header as additional data and its first 8 bytes and four zeros as
        nonce. A leader gets the number of the tile (2 bytes) before it. Keys are wrapped with AES-GCM, additional data
        the key's id, by HKDF-SHA256 of the P-256 secret of both ends, without salt, for <code>upperback-mirror
        {sessionId} {leader id}</code>.</p>
        """;

    public static void MapHubDescription(this IEndpointRouteBuilder app)
    {
        var page = new Lazy<string>(Write);
        app.MapGet("/docs/hub", () => Results.Content(page.Value, "text/html; charset=utf-8"))
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    private static string Write()
    {
        var docs = XmlDocs.Of(typeof(ILiveSessionHub).Assembly);
        var html = new StringBuilder();
        html.Append(
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                    + "<meta name=\"viewport\" content=\"width=device-width\"><title>UpperBack hub</title>"
            )
            .Append(
                "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
                    + "color-scheme:light dark}"
            )
            .Append(
                "code{font-size:.92em}td,th{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;"
                    + "border-top:1px solid #8884}"
                    + "table{border-collapse:collapse;display:block;overflow-x:auto}h3{margin:1.6rem 0 .2rem}</style>"
            )
            .Append("</head><body><h1>The live hub</h1>")
            .Append(Introduction);
        WriteMethods(html, docs, "A client may call", typeof(ILiveSessionHub));
        WriteMethods(html, docs, "The server calls", typeof(ILiveSessionClient));
        WriteUnion(html, docs, "On the mirror's socket a client says", typeof(MirrorClientMessage));
        WriteUnion(html, docs, "On the mirror's socket the server says", typeof(MirrorServerMessage));
        html.Append("<h2>Messages</h2>");
        foreach (
            var type in HubContract
                .Messages()
                .Concat(HubContract.Sets())
                .OrderBy(type => type.Name, StringComparer.Ordinal)
        )
            WriteMessage(html, docs, type);
        WriteErrors(html, docs);
        return html.Append("</body></html>").ToString();
    }

    private static void WriteMethods(StringBuilder html, XmlDocs docs, string title, Type contract)
    {
        html.Append($"<h2>{title}</h2><table><tr><th>Method</th><th>Takes</th><th>Gives</th><th></th></tr>");
        foreach (var method in contract.GetMethods())
        {
            var takes = string.Join(", ", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)));
            var gives = method.ReturnType.IsGenericType ? NameOf(method.ReturnType.GetGenericArguments()[0]) : "";
            html.Append(
                $"<tr><td><code>{method.Name}</code></td><td><code>{takes}</code></td><td><code>{gives}</code></td>"
                    + $"<td>{Encode(docs.Summary(method))}</td></tr>"
            );
        }

        html.Append("</table>");
    }

    private static void WriteUnion(StringBuilder html, XmlDocs docs, string title, Type union)
    {
        html.Append($"<h2>{title}</h2><table><tr><th><code>type</code></th><th>Message</th><th></th></tr>");
        foreach (var member in HubContract.MembersOf(union))
            html.Append(
                $"<tr><td><code>{HubContract.TagOf(member)}</code></td><td><code>{member.Name}</code></td>"
                    + $"<td>{Encode(docs.Summary(member))}</td></tr>"
            );
        html.Append("</table>");
    }

    private static void WriteMessage(StringBuilder html, XmlDocs docs, Type type)
    {
        html.Append($"<h3 id=\"{type.Name}\"><code>{type.Name}</code></h3><p>{Encode(docs.Summary(type))}</p><table>");
        if (type is { IsAbstract: true, IsSealed: true })
        {
            foreach (var value in OneOfAttribute.ValuesOf(type))
            {
                var constant = type.GetFields()
                    .FirstOrDefault(field => field.IsLiteral && (string?)field.GetRawConstantValue() == value);
                html.Append(
                    $"<tr><td><code>\"{value}\"</code></td>"
                        + $"<td>{Encode(constant is null ? "" : docs.Summary(constant))}</td></tr>"
                );
            }
        }

        foreach (var property in HubContract.PropertiesOf(type))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            html.Append(
                    $"<tr><td><code>{name}</code></td>"
                        + $"<td><code>{Encode(NameOf(property.PropertyType))}{NullMark(property)}</code></td>"
                )
                .Append($"<td>{Encode(docs.Parameter(type, property.Name))}</td></tr>");
        }

        html.Append("</table>");
    }

    private static void WriteErrors(StringBuilder html, XmlDocs docs)
    {
        html.Append("<h2>Errors</h2><table><tr><th>Code</th><th>HTTP</th><th>Retry?</th><th></th></tr>");
        foreach (var field in typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var error = (ErrorCode)field.GetValue(null)!;
            html.Append(
                $"<tr><td><code>{error.Code}</code></td><td>{error.Status}</td>"
                    + $"<td>{(error.Retryable ? "yes" : "no")}</td>"
                    + $"<td>{Encode(docs.Summary(field))}</td></tr>"
            );
        }

        html.Append("</table>");
    }

    private static string NullMark(PropertyInfo property) =>
        HubContract.IsNullable(property) && Nullable.GetUnderlyingType(property.PropertyType) is null ? "?" : "";

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return NameOf(underlying) + "?";
        if (type.IsGenericType && type.GetGenericArguments() is [{ } element])
            return NameOf(element) + "[]";
        if (type.IsGenericType)
            return "{" + string.Join(": ", type.GetGenericArguments().Select(NameOf)) + "}";
        if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)))
            return "uuid";

        return type == typeof(string) ? "text"
            : type == typeof(bool) ? "boolean"
            : type == typeof(long) || type == typeof(int) ? "integer"
            : type == typeof(double) ? "number"
            : type.Name;
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
