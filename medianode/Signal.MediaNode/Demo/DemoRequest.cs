
namespace Signal.MediaNode.Demo;

/// <summary>The body of a token request from the demo page.</summary>
/// <param name="Room">The room's name, 1 to 64 characters.</param>
/// <param name="RoomId">The id of the room that the page is in, which is another one after a move; absent: the room with that name.</param>
/// <param name="Name">The display name, 1 to 64 characters.</param>
/// <param name="UserId">The same for all tokens of one page, at most 64 characters; absent: a new id for each token.</param>
/// <param name="Unreachable">The id of a node that the page could not reach; the control plane verifies it.</param>
internal sealed record DemoRequest(string? Room, string? RoomId, string? Name, string? UserId, string? Unreachable)
{
    /// <summary>Returns the validation error; null when the request is valid.</summary>
    public string? Problem() => this switch
    {
        not { Room.Length: > 0 and <= 64, Name.Length: > 0 and <= 64 } => "room and name must be 1 to 64 characters long.",
        { RoomId: { } id } when id.Length is 0 or > 64 || !id.All(char.IsAsciiLetterOrDigit) => "roomId must be 1 to 64 letters and digits.",
        { UserId: { Length: 0 or > 64 } } or { Unreachable.Length: > 64 } => "userId and unreachable must be at most 64 characters long.",
        _ => null,
    };
}
