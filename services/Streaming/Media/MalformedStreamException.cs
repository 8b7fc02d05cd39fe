namespace UpperBack.Streaming.Media;

/// <summary>What an encoder sent cannot be used. The message says what was wrong and what to do; it holds nothing of
/// what was sent.</summary>
internal sealed class MalformedStreamException(string message) : Exception(message);
