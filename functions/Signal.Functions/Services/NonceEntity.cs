using Signal.Functions.Storage;

namespace Signal.Functions.Services;

/// <summary>A credential that was used. The partition begins with the minute in which it may be forgotten.</summary>
public sealed class NonceEntity : Entity
{
    /// <summary>The attempt that wrote it, so that a repeated write knows its own.</summary>
    public string Attempt { get; set; } = "";
}
