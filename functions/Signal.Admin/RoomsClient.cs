using System.Text.Json.Nodes;

namespace Signal.Admin;

/// <summary>Rooms and their tokens.</summary>
public sealed class RoomsClient
{
    private const string Root = "v1/rooms";
    private readonly AdminTransport _transport;

    internal RoomsClient(AdminTransport transport) => _transport = transport;

    /// <summary>Creates a room.</summary>
    /// <param name="spec">What it is to be.</param>
    /// <param name="idempotencyKey">Repetitions with the same key make no second room; null: a new one, so that only the client's own retries count.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<Room> CreateAsync(RoomSpec spec, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Room>(
            new AdminRequest(HttpMethod.Post, Root) { Body = spec, IdempotencyKey = idempotencyKey ?? Guid.NewGuid().ToString() }, cancellationToken);

    /// <summary>Reads a room, with its ETag.</summary>
    public Task<Room> GetAsync(string roomId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Room>(new AdminRequest(HttpMethod.Get, PathOf(roomId)), cancellationToken);

    /// <summary>Reads all rooms of the service, page by page as they are asked for.</summary>
    public IAsyncEnumerable<Room> ListAsync(int pageSize = 100, CancellationToken cancellationToken = default) =>
        Listing.AllAsync<Room>(_transport, Root, pageSize, cancellationToken);

    /// <summary>Replaces a room's settings, provided that it is as it was read.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="spec">The new settings.</param>
    /// <param name="etag">The ETag of the read; <c>*</c>: whatever is there.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<Room> ReplaceAsync(string roomId, RoomSpec spec, string etag, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Room>(new AdminRequest(HttpMethod.Put, PathOf(roomId)) { Body = spec, IfMatch = etag }, cancellationToken);

    /// <summary>Changes some settings: a JSON merge patch (RFC 7396), in which null removes.</summary>
    public Task<Room> PatchAsync(string roomId, JsonObject patch, string? etag = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Room>(new AdminRequest(HttpMethod.Patch, PathOf(roomId)) { Body = patch, IfMatch = etag }, cancellationToken);

    /// <summary>Deletes a room and evicts everybody in it.</summary>
    public Task DeleteAsync(string roomId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Delete, PathOf(roomId)), cancellationToken);

    /// <summary>Reads the presets: named sets of room fields, as a room's <c>preset</c> refers to them.</summary>
    public Task<IReadOnlyDictionary<string, JsonObject>> ListPresetsAsync(CancellationToken cancellationToken = default) =>
        _transport.SendAsync<IReadOnlyDictionary<string, JsonObject>>(new AdminRequest(HttpMethod.Get, "v1/presets"), cancellationToken);

    /// <summary>Mints a token, placing the room when it has no home.</summary>
    public Task<RoomToken> CreateTokenAsync(string roomId, TokenRequest request, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<RoomToken>(new AdminRequest(HttpMethod.Post, PathOf(roomId) + "/tokens") { Body = request }, cancellationToken);

    /// <summary>Revokes one token.</summary>
    public Task RevokeTokenAsync(string roomId, string tokenId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Delete, $"{PathOf(roomId)}/tokens/{Uri.EscapeDataString(tokenId)}"), cancellationToken);

    /// <summary>Revokes all tokens that a user, or everybody, got so far.</summary>
    public Task RevokeTokensAsync(string roomId, string? userId = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            new AdminRequest(HttpMethod.Delete, PathOf(roomId) + "/tokens" + (userId is null ? "" : "?userId=" + Uri.EscapeDataString(userId))), cancellationToken);

    internal static string PathOf(string roomId) => Root + "/" + Uri.EscapeDataString(roomId);
}
