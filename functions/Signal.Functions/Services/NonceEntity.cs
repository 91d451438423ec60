using Signal.Functions.Storage;

namespace Signal.Functions.Services;

/// <summary>A used credential. The partition key begins with the minute from which it may be deleted.</summary>
public sealed class NonceEntity : Entity
{
    /// <summary>The id of the attempt that wrote the row, so that a retried write recognizes its own row.</summary>
    public string Attempt { get; set; } = "";
}
