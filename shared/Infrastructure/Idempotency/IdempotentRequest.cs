using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using UpperBack.Contracts;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Kernel.Http;
using UpperBack.Kernel.Problems;
using UpperBack.Kernel.Time;

namespace UpperBack.Infrastructure.Idempotency;

/// <summary>A request that may carry the header <c>Idempotency-Key</c>: a parameter of slices that make something. With
/// it, the same request however often has one effect and one answer, which is stored in the transaction of the effect;
/// without it, nothing here does anything. The order in a slice: <see cref="FindAsync(ServiceDatabase,
/// CancellationToken)"/> before anything is looked at that the first request may have changed, <see
/// cref="BeginAsync"/>, <see cref="FindAsync(UnitOfWork, CancellationToken)"/>, the effect, <see
/// cref="SaveResponseAsync{T}(UnitOfWork, Created{T}, CancellationToken)"/>, commit.</summary>
public sealed class IdempotentRequest : IEndpointParameterMetadataProvider
{
    /// <summary>Name of the header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>How long an answer is kept.</summary>
    internal static readonly Duration Life = Duration.FromHours(24);

    private static readonly Problem OtherRequest = Problem.Of(
        ErrorCodes.IdempotencyKeyReused,
        "This was sent twice in different forms. Reload the page and try again.",
        Header,
        $"This {Header} was used for another request within the last 24 hours. Repeat that request unchanged, or "
            + "take a new key for this one."
    );

    private readonly IdempotencyKey? key;
    private readonly string fingerprint;

    private IdempotentRequest(IdempotencyKey? key, string fingerprint) =>
        (this.key, this.fingerprint) = (key, fingerprint);

    /// <summary>Describes what an endpoint that takes such a request may answer.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsIdempotencyKey());
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(
                StatusCodes.Status422UnprocessableEntity,
                typeof(ProblemDetails),
                ["application/problem+json"]
            )
        );
    }

    /// <summary>Reads the header, and when it is there the request that it stands for.</summary>
    /// <exception cref="BadHttpRequestException">The header is malformed.</exception>
    public static async ValueTask<IdempotentRequest?> BindAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Headers.TryGetValue(Header, out var values))
            return new IdempotentRequest(null, "");
        if (values is not [{ } text] || !IdempotencyKey.IsWellFormed(text))
            throw new BadHttpRequestException(
                $"{Header} must be given once, as 1 to 200 visible ASCII characters: a new UUID for each thing to be "
                    + "made, sent again with each repetition."
            );

        request.EnableBuffering();
        var body = await SHA256.HashDataAsync(request.Body, context.RequestAborted);
        request.Body.Position = 0;
        var whole = $"{request.Method} {request.Path}{request.QueryString}\n{Convert.ToHexStringLower(body)}";
        return new IdempotentRequest(
            IdempotencyKey.Of(context.User.MemberId(), text),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)))
        );
    }

    /// <summary>The answer that this request had before, or its refusal; null when it is new.</summary>
    public async Task<ReplayedResponse?> FindAsync(ServiceDatabase database, CancellationToken ct) =>
        key is null
            ? null
            : Read(await database.QueryFirstOrDefaultAsync<Row>(Row.Sql, Arguments(key, database.Clock.Now()), ct));

    /// <summary>The same within the work that <see cref="BeginAsync"/> began: then it is final.</summary>
    public async Task<ReplayedResponse?> FindAsync(UnitOfWork work, CancellationToken ct) =>
        key is null ? null : Read(await work.QueryFirstOrDefaultAsync<Row>(Row.Sql, Arguments(key, work.Now), ct));

    /// <summary>Begins a transaction that alone works for this key, in the whole cluster, and that alone holds the
    /// names that are given.</summary>
    public Task<UnitOfWork> BeginAsync(ServiceDatabase database, CancellationToken ct, params string[] names) =>
        database.BeginAsync(key is null ? names : [$"idempotency/{key.Member}/{key.Hash}", .. names], ct);

    /// <summary>Keeps the answer for repetitions, if the work is committed.</summary>
    /// <returns>The answer.</returns>
    public async Task<Created<T>> SaveResponseAsync<T>(UnitOfWork work, Created<T> answer, CancellationToken ct)
    {
        await SaveResponseAsync(work, answer.StatusCode, answer.Location, answer.Value, ct);
        return answer;
    }

    /// <summary>Keeps the answer for repetitions, if the work is committed.</summary>
    /// <returns>The answer.</returns>
    public async Task<Ok<T>> SaveResponseAsync<T>(UnitOfWork work, Ok<T> answer, CancellationToken ct)
    {
        await SaveResponseAsync(work, answer.StatusCode, null, answer.Value, ct);
        return answer;
    }

    private static object Arguments(IdempotencyKey key, Instant now) =>
        new
        {
            key.Member,
            key.Hash,
            since = now - Life,
        };

    private ReplayedResponse? Read(Row? row) =>
        row is null ? null
        : row.Fingerprint != fingerprint ? new ReplayedResponse(OtherRequest)
        : new ReplayedResponse(row.Status, row.Location, key!.Open(row.EncryptedBody));

    private Task SaveResponseAsync(
        UnitOfWork work,
        int status,
        string? location,
        object? value,
        CancellationToken ct
    ) =>
        key is null
            ? Task.CompletedTask
            : work.ExecuteAsync(
                """
                insert into idempotency_keys
                    (member_id, key_hash, fingerprint, status, location, sealed_body, created_at)
                values (@Member, @Hash, @fingerprint, @status, @location, @body, @Now)
                on conflict (member_id, key_hash) do update set
                    fingerprint = excluded.fingerprint, status = excluded.status, location = excluded.location,
                    sealed_body = excluded.sealed_body, created_at = excluded.created_at
                """,
                new
                {
                    key.Member,
                    key.Hash,
                    fingerprint,
                    status,
                    location,
                    body = key.Seal(
                        JsonSerializer.SerializeToUtf8Bytes(value, value?.GetType() ?? typeof(object), Outbox.Json)
                    ),
                    work.Now,
                },
                ct
            );

    private sealed class Row
    {
        public const string Sql = """
            select fingerprint as Fingerprint, status as Status, location as Location, sealed_body as EncryptedBody
            from idempotency_keys where member_id = @Member and key_hash = @Hash and created_at > @since
            """;

        public string Fingerprint { get; init; } = "";

        public int Status { get; init; }

        public string? Location { get; init; }

        public string EncryptedBody { get; init; } = "";
    }
}
