namespace Signal.Functions.Rooms;

/// <summary>Section <c>Rooms</c>.</summary>
public sealed record RoomsOptions
{
    /// <summary>Presets of this installation, as name = JSON object of room fields; a built-in preset of the same name is replaced.</summary>
    public IReadOnlyDictionary<string, string> Presets { get; init; } = new Dictionary<string, string>();
}
