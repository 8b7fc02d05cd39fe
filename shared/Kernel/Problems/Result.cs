using System.Diagnostics.CodeAnalysis;

namespace UpperBack.Kernel.Problems;

/// <summary>Either a value or the <see cref="Problems.Problem"/> that says why there is none.</summary>
/// <typeparam name="T">The value.</typeparam>
public readonly struct Result<T>
{
    private Result(T? value, Problem? problem)
    {
        Value = value;
        Problem = problem;
    }

    /// <summary>The value; null when refused.</summary>
    public T? Value { get; }

    /// <summary>Why it was refused; null when it was not.</summary>
    public Problem? Problem { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;

    /// <summary>Wraps a value.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>Wraps a value that is known by an interface, from which the language converts nothing
    /// implicitly.</summary>
    public static Result<T> Of(T value) => new(value, null);

    /// <summary>Wraps a refusal.</summary>
    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}
