namespace Signal.Contracts.Tokens;

/// <summary>
/// A trace token: a JWT signed ES256 by the control plane, with which its holder may read the state of one room on one node for a minute.
/// It is sent in the <c>Authorization</c> header of <c>GET /trace/rooms/{roomId}</c>. Its claims are <c>iss</c>, <c>aud</c>, <c>iat</c>,
/// <c>exp</c>, <c>jti</c>, and those of <see cref="RoomTokenClaims"/> for the tenant, the room and the epoch.
/// </summary>
/// <remarks>
/// Its <c>typ</c> and <c>aud</c> differ from those of a room token, so that neither is accepted in place of the other (RFC 8725, sections
/// 3.9 and 3.11).
/// </remarks>
public static class TraceTokenClaims
{
    /// <summary>The value of the header's <c>typ</c>.</summary>
    public const string TokenType = "trace+jwt";

    /// <summary>The lifetime of a token.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>The value of <c>aud</c> for a node.</summary>
    public static string AudienceOf(string nodeId) => "trace:" + nodeId;
}
