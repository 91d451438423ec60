using Signal.MediaNode.Options;

namespace Signal.MediaNode.Drain;

/// <summary>How the node goes away. Section <c>Drain</c>.</summary>
internal sealed record DrainOptions : ICheckedOptions
{
    /// <summary>After SIGTERM or SIGINT, rooms may go on for so long before they are closed. Zero: not at all.</summary>
    public TimeSpan OnStop { get; init; } = TimeSpan.Zero;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (OnStop < TimeSpan.Zero || OnStop > TimeSpan.FromDays(1))
        {
            yield return "OnStop must be between zero and one day.";
        }
    }
}
