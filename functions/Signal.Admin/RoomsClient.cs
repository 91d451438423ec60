using System.Text.Json.Nodes;

namespace Signal.Admin;

/// <summary>Manages rooms and their tokens.</summary>
public sealed class RoomsClient
{
    private const string Root = "v1/rooms";
    private readonly AdminTransport _transport;

    internal RoomsClient(AdminTransport transport) => _transport = transport;

    /// <summary>Creates a room.</summary>
    /// <param name="spec">The settings of the room.</param>
    /// <param name="idempotencyKey">Requests with the same key create one room only; null: a new key, which covers only the retries of this
    /// call.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<Room> CreateAsync(RoomSpec spec, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Room>(
            new AdminRequest(HttpMethod.Post, Root) { Body = spec, IdempotencyKey = idempotencyKey ?? Guid.NewGuid().ToString() }, cancellationToken);

    /// <summary>Gets a room with its ETag.</summary>
    public Task<Room> GetAsync(string roomId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Room>(new AdminRequest(HttpMethod.Get, PathOf(roomId)), cancellationToken);

    /// <summary>Lists all rooms of the service; pages are requested while the sequence is enumerated.</summary>
    public IAsyncEnumerable<Room> ListAsync(int pageSize = 100, CancellationToken cancellationToken = default) =>
        Listing.AllAsync<Room>(_transport, Root, pageSize, cancellationToken);

    /// <summary>Replaces the settings of a room if it has not changed since it was read.</summary>
    /// <param name="roomId">The id of the room.</param>
    /// <param name="spec">The new settings.</param>
    /// <param name="etag">The ETag of the room as it was read; <c>*</c> replaces any version.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<Room> ReplaceAsync(string roomId, RoomSpec spec, string etag, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Room>(new AdminRequest(HttpMethod.Put, PathOf(roomId)) { Body = spec, IfMatch = etag }, cancellationToken);

    /// <summary>Changes some settings with a JSON merge patch (RFC 7396); null removes a setting.</summary>
    public Task<Room> PatchAsync(string roomId, JsonObject patch, string? etag = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Room>(new AdminRequest(HttpMethod.Patch, PathOf(roomId)) { Body = patch, IfMatch = etag }, cancellationToken);

    /// <summary>Deletes a room and removes all its participants.</summary>
    public Task DeleteAsync(string roomId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Delete, PathOf(roomId)), cancellationToken);

    /// <summary>Moves an open room to another node; its clients follow without a gap. Requires the superservice.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="nodeId">The node to move to; null: the best of the other nodes.</param>
    /// <param name="serviceId">The service that owns the room; null: the superservice.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<RoomMove> MoveAsync(string roomId, string? nodeId = null, string? serviceId = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<RoomMove>(
            new AdminRequest(HttpMethod.Post, PathOf(roomId) + "/move" + (serviceId is null ? "" : "?serviceId=" + Uri.EscapeDataString(serviceId)))
            {
                Body = new RoomMoveRequest(nodeId), IsRepeatable = false,
            },
            cancellationToken);

    /// <summary>Lists the presets: named sets of room fields, to which <see cref="RoomSpec.Preset"/> refers.</summary>
    public Task<IReadOnlyDictionary<string, JsonObject>> ListPresetsAsync(CancellationToken cancellationToken = default) =>
        _transport.SendAsync<IReadOnlyDictionary<string, JsonObject>>(new AdminRequest(HttpMethod.Get, "v1/presets"), cancellationToken);

    /// <summary>Mints a token. A room that has no node yet is placed first.</summary>
    public Task<RoomToken> CreateTokenAsync(string roomId, TokenRequest request, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<RoomToken>(new AdminRequest(HttpMethod.Post, PathOf(roomId) + "/tokens") { Body = request }, cancellationToken);

    /// <summary>Revokes one token.</summary>
    public Task RevokeTokenAsync(string roomId, string tokenId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Delete, $"{PathOf(roomId)}/tokens/{Uri.EscapeDataString(tokenId)}"), cancellationToken);

    /// <summary>Revokes all tokens that were minted so far for a user, or for all users when <paramref name="userId"/> is null.</summary>
    public Task RevokeTokensAsync(string roomId, string? userId = null, CancellationToken cancellationToken = default)
    {
        var query = userId is null ? "" : "?userId=" + Uri.EscapeDataString(userId);
        return _transport.SendAsync(new AdminRequest(HttpMethod.Delete, PathOf(roomId) + "/tokens" + query), cancellationToken);
    }

    /// <summary>Mints tokens with which the state of a room is read from its nodes; <see cref="TraceReader"/> does both.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="serviceId">The service that owns it, when the caller is the superservice; null: the calling service.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<TraceToken> CreateTraceTokenAsync(string roomId, string? serviceId = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<TraceToken>(
            new AdminRequest(HttpMethod.Post, PathOf(roomId) + "/trace" + (serviceId is null ? "" : "?serviceId=" + Uri.EscapeDataString(serviceId))),
            cancellationToken);

    internal static string PathOf(string roomId) => Root + "/" + Uri.EscapeDataString(roomId);
}
