namespace UpperBack.Kernel.Problems;

/// <summary>The process cannot start, or a verb cannot do its work, for a reason that the operator can do something
/// about.</summary>
/// <param name="sentence">What is wrong and what to do, for a person at the console.</param>
/// <param name="cause">What it was found out by.</param>
public sealed class CannotStartException(string sentence, Exception? cause = null) : Exception(sentence, cause);
