
namespace Signal.MediaNode.Demo;

/// <summary>What the demo page asks a token for.</summary>
/// <param name="Room">The room's name, 1 to 64 characters.</param>
/// <param name="Name">The display name, 1 to 64 characters.</param>
/// <param name="UserId">The same for all tokens of one page, at most 64 characters; absent: a new one for each token.</param>
/// <param name="Unreachable">The id of a node that the page could not reach; the control plane checks it.</param>
internal sealed record DemoRequest(string? Room, string? Name, string? UserId, string? Unreachable)
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Problem() => this switch
    {
        not { Room.Length: > 0 and <= 64, Name.Length: > 0 and <= 64 } => "room and name must be 1 to 64 characters long.",
        { UserId: { Length: 0 or > 64 } } or { Unreachable.Length: > 64 } => "userId and unreachable must be at most 64 characters long.",
        _ => null,
    };
}
