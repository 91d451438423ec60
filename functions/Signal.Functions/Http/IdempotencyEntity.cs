using Signal.Functions.Storage;

namespace Signal.Functions.Http;

/// <summary>What an <c>Idempotency-Key</c> was used for; partition = service.</summary>
public sealed class IdempotencyEntity : Entity
{
    /// <summary>Tells the request: a hash of method, path and body.</summary>
    public string RequestHash { get; set; } = "";

    /// <summary>The id of what the request creates.</summary>
    public string ResourceId { get; set; } = "";

    /// <summary>When the key was first used.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
