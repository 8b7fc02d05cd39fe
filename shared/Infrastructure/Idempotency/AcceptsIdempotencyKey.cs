namespace UpperBack.Infrastructure.Idempotency;

/// <summary>Metadata of an endpoint whose requests may carry an <see cref="IdempotentRequest.Header"/>.</summary>
public sealed class AcceptsIdempotencyKey;
