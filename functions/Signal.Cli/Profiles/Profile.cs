namespace Signal.Cli.Profiles;

/// <summary>A named connection: a control plane and the credentials of a service.</summary>
/// <param name="Url">The base URL of the control plane.</param>
/// <param name="Service">The service id.</param>
/// <param name="Key">The service key.</param>
/// <param name="KeyId">The key id; null: the control plane tries the service's keys.</param>
internal sealed record Profile(Uri Url, string Service, string Key, string? KeyId = null);
