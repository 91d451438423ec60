namespace Signal.Cli.Profiles;

/// <summary>A control plane and a service of it.</summary>
/// <param name="Url">The control plane's address.</param>
/// <param name="Service">The service's id.</param>
/// <param name="Key">The service's key.</param>
/// <param name="KeyId">The key's id; null: the control plane tries the service's keys.</param>
internal sealed record Profile(Uri Url, string Service, string Key, string? KeyId = null);
