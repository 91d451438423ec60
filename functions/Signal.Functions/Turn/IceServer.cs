namespace Signal.Functions.Turn;

/// <summary>A TURN server with credentials for one client: an <c>RTCIceServer</c>.</summary>
/// <param name="Urls">The TURN URIs of the server.</param>
/// <param name="Username">The user name, which begins with the Unix time of expiry, in seconds.</param>
/// <param name="Credential">The password.</param>
public sealed record IceServer(IReadOnlyList<string> Urls, string Username, string Credential);
