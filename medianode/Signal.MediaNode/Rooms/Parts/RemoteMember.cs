using Signal.MediaNode.Node;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>A peer on another node. It has joined.</summary>
/// <param name="id">The id of the peer.</param>
/// <param name="userId">The id of its user.</param>
/// <param name="part">The node that it is on.</param>
internal sealed class RemoteMember(string id, string userId, NodeInstance part) : Participant
{
    /// <inheritdoc/>
    public override string Id => id;

    /// <inheritdoc/>
    public override string UserId => userId;

    public NodeInstance Part => part;

    /// <summary>The attachment of the two parts in which the peer was last confirmed.</summary>
    public long Attachment { get; set; }
}
