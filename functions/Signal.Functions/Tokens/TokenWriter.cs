using System.Text.Json;
using Signal.Contracts;
using Signal.Contracts.Tokens;
using Signal.Functions.Http;
using Signal.Functions.Placement;
using Signal.Functions.Rooms;
using Signal.Functions.Signing;

namespace Signal.Functions.Tokens;

/// <summary>Writes room tokens.</summary>
internal static class TokenWriter
{
    /// <exception cref="ProblemException">400: the token would be longer than a node accepts.</exception>
    public static string Write(
        SigningKey key, RoomEntity room, TokenRequest request, PlacementCandidate node, PlacementCandidate home, string tokenId, DateTimeOffset now,
        DateTimeOffset expiresAt)
    {
        var token = SignedJwt.Write(key, RoomTokenClaims.TokenType, w => WriteClaims(w, room, request, node, home, tokenId, now, expiresAt));
        return token.Length <= RoomTokenClaims.MaxTokenLength
            ? token
            : throw Problems.Invalid("/metadata", "The token would be too long; shorten the metadata of the user or the room.").AsException();
    }

    private static void WriteClaims(
        Utf8JsonWriter w, RoomEntity room, TokenRequest request, PlacementCandidate node, PlacementCandidate home, string tokenId, DateTimeOffset now,
        DateTimeOffset expiresAt)
    {
        w.WriteString("iss", RoomTokenClaims.Issuer);
        w.WriteString("sub", request.UserId);
        w.WriteString("aud", node.NodeId);
        w.WriteNumber("iat", now.ToUnixTimeSeconds());
        w.WriteNumber("nbf", now.ToUnixTimeSeconds());
        w.WriteNumber("exp", expiresAt.ToUnixTimeSeconds());
        w.WriteString("jti", tokenId);
        w.WriteString(RoomTokenClaims.Tenant, room.ServiceId);
        w.WriteString(RoomTokenClaims.Room, room.Id);
        w.WriteString(RoomTokenClaims.Name, request.Name ?? request.UserId);
        w.WriteString(RoomTokenClaims.Role, request.Role ?? (request.Grants is null ? Roles.Presenter : "custom"));
        w.WriteNumber(RoomTokenClaims.Epoch, node.Epoch);
        if (node.NodeId != home.NodeId || room.HomeVersion > 0)
        {
            w.WritePropertyName(RoomTokenClaims.Home);
            JsonSerializer.Serialize(w, new RoomHome(home.NodeId, home.Epoch, room.HomeVersion), ContractsJson.Options);
        }

        if (request.Metadata is not null)
        {
            w.WriteString(RoomTokenClaims.Metadata, request.Metadata);
        }

        w.WritePropertyName(RoomTokenClaims.Grants);
        JsonSerializer.Serialize(w, request.GetGrants(), ContractsJson.Options);
        w.WritePropertyName(RoomTokenClaims.Settings);
        JsonSerializer.Serialize(w, room.ToSettings(), ContractsJson.Options);
    }
}
