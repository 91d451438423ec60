using Signal.Functions.Storage;

namespace Signal.Functions.Http;

/// <summary>The use of an <c>Idempotency-Key</c>; partition = service.</summary>
public sealed class IdempotencyEntity : Entity
{
    /// <summary>Identifies the request: a hash of method, path and body.</summary>
    public string RequestHash { get; set; } = "";

    /// <summary>The id of the resource that the request creates.</summary>
    public string ResourceId { get; set; } = "";

    /// <summary>When the key was first used.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
