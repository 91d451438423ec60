namespace Signal.MediaNode.Messages.Requests;

/// <summary>
/// The payload of a hub request. Deserialization checks types and required members; the request validates all other rules.
/// </summary>
internal interface IRequest
{
    /// <summary>Returns one sentence per violated rule.</summary>
    IEnumerable<string> Problems() => [];
}
