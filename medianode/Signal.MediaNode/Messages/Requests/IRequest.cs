namespace Signal.MediaNode.Messages.Requests;

/// <summary>The payload of a hub request. Types and missing members are checked by its reading; what else must hold, it says itself.</summary>
internal interface IRequest
{
    /// <summary>One sentence for each rule that is broken.</summary>
    IEnumerable<string> Problems() => [];
}
