namespace Signal.Contracts.Tokens;

/// <summary>
/// The names of the claims in a room token: a JWT (RFC 7519) signed ES256 by the control plane, verified by media nodes with its JWKS.
/// The registered claims used are <c>iss</c>, <c>sub</c> (user id), <c>aud</c> (node id), <c>exp</c>, <c>iat</c>, <c>nbf</c> and <c>jti</c>.
/// </summary>
public static class RoomTokenClaims
{
    /// <summary>The maximum length of a token, in characters. A node must accept this length in a request line.</summary>
    public const int MaxTokenLength = 32 * 1024;

    /// <summary>The value of <c>iss</c>.</summary>
    public const string Issuer = "signal-hybrid";

    /// <summary>
    /// The value of the header's <c>typ</c>, so that no other JWT of the system is accepted as a room token (RFC 8725, section 3.11).
    /// </summary>
    public const string TokenType = "room+jwt";

    /// <summary>The service (tenant) id: string.</summary>
    public const string Tenant = "tenant";

    /// <summary>The room id: string, unique over all tenants.</summary>
    public const string Room = "room";

    /// <summary>The display name: string.</summary>
    public const string Name = "name";

    /// <summary>The role name: string.</summary>
    public const string Role = "role";

    /// <summary>The grants: JSON object, <see cref="Tokens.Grants"/> in camelCase.</summary>
    public const string Grants = "grants";

    /// <summary>The application's text for this user, sent to peers: string, optional.</summary>
    public const string Metadata = "metadata";

    /// <summary>The start of the node's process that this token is for, Unix milliseconds: number. A restarted node refuses older tokens.</summary>
    public const string Epoch = "epoch";

    /// <summary>The settings of the room: JSON object, <see cref="RoomSettings"/> in camelCase.</summary>
    public const string Settings = "settings";

    /// <summary>
    /// The home of a room that spans several nodes: JSON object, <see cref="RoomHome"/> in camelCase. Absent: the node that the token is for,
    /// which has not taken over the room.
    /// </summary>
    public const string Home = "home";
}
