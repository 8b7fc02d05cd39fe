using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using UpperBack.Contracts;

namespace UpperBack.Kernel.Problems;

/// <summary>A refusal: which catalogued error, and in words what was wrong and what to do.</summary>
/// <param name="Code">From <see cref="ErrorCodes"/>.</param>
/// <param name="Detail">For people: what was wrong and what to do, without a word of the wire.</param>
/// <param name="Errors">What is wrong with each field, by its name on the wire (<c>$</c> is the request as a
/// whole).</param>
public sealed record Problem(ErrorCode Code, string Detail, IReadOnlyDictionary<string, string[]>? Errors = null)
{
    /// <summary>A refusal that names nothing but its code and words.</summary>
    public static Problem Of(ErrorCode code, string detail) => new(code, detail);

    /// <summary>A refusal that tells the developer of the calling program more than it tells people.</summary>
    public static Problem Of(ErrorCode code, string detail, string field, string forDevelopers) =>
        new(code, detail, new Dictionary<string, string[]> { [field] = [forDevelopers] });

    /// <summary>The URI that stands for a code in RFC 9457's <c>type</c>.</summary>
    public static string TypeOf(ErrorCode code) => $"urn:upperback:problem:{code.Code}";

    /// <summary>The refusal as an RFC 9457 response.</summary>
    public ProblemHttpResult ToHttp()
    {
        var extensions = new Dictionary<string, object?> { ["code"] = Code.Code, ["retryable"] = Code.Retryable };
        if (Errors is not null)
            extensions["errors"] = Errors;

        return TypedResults.Problem(
            Detail,
            statusCode: Code.Status,
            title: TitleOf(Code),
            type: TypeOf(Code),
            extensions: extensions
        );
    }

    /// <summary>The short title of a code: "Session closed" for <c>session.closed</c>.</summary>
    public static string TitleOf(ErrorCode code)
    {
        var words = code.Code.Replace('.', ' ').Replace('-', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
