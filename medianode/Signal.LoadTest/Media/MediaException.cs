namespace Signal.LoadTest.Media;

/// <summary>A media transport could not be connected.</summary>
/// <param name="kind">The step and what happened to it, for the counts of errors.</param>
/// <param name="message">The reason.</param>
/// <param name="inner">The cause.</param>
internal sealed class MediaException(string kind, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The step and what happened to it.</summary>
    public string Kind => kind;
}
