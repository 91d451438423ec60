namespace Signal.Admin;

/// <summary>Manages the participants of rooms. Changes are sent to the room's node as commands and take effect asynchronously.</summary>
public sealed class ParticipantsClient
{
    private readonly AdminTransport _transport;

    internal ParticipantsClient(AdminTransport transport) => _transport = transport;

    /// <summary>Lists all participants of a room; pages are requested while the sequence is enumerated.</summary>
    public IAsyncEnumerable<Participant> ListAsync(string roomId, CancellationToken cancellationToken = default) =>
        Listing.AllAsync<Participant>(_transport, PathOf(roomId), pageSize: 100, cancellationToken);

    /// <summary>Gets the participants of a user in a room: one for each of the user's connections.</summary>
    public async Task<IReadOnlyList<Participant>> GetAsync(string roomId, string userId, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync<ListPage<Participant>>(new AdminRequest(HttpMethod.Get, PathOf(roomId, userId)), cancellationToken)).Items;

    /// <summary>Removes a user from a room.</summary>
    public Task KickAsync(string roomId, string userId, string? reason = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            new AdminRequest(HttpMethod.Delete, PathOf(roomId, userId) + (reason is null ? "" : "?reason=" + Uri.EscapeDataString(reason))), cancellationToken);

    /// <summary>Lists all bans of a room; pages are requested while the sequence is enumerated.</summary>
    public IAsyncEnumerable<Ban> ListBansAsync(string roomId, int pageSize = 100, CancellationToken cancellationToken = default) =>
        Listing.AllAsync<Ban>(_transport, BansOf(roomId), pageSize, cancellationToken);

    /// <summary>Bans a user from a room, and removes the user when present.</summary>
    public Task BanAsync(string roomId, string userId, DateTimeOffset until, string? reason = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Put, BanOf(roomId, userId)) { Body = new BanRequest(until, reason) }, cancellationToken);

    /// <summary>Lifts a ban.</summary>
    public Task LiftBanAsync(string roomId, string userId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Delete, BanOf(roomId, userId)), cancellationToken);

    /// <summary>Mutes a user, or asks the user's client to unmute.</summary>
    public Task SetMutedAsync(string roomId, string userId, MuteRequest request, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Post, PathOf(roomId, userId) + "/mute") { Body = request }, cancellationToken);

    /// <summary>Changes a user's grants, name or metadata.</summary>
    public Task UpdateAsync(string roomId, string userId, ParticipantPatch patch, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Patch, PathOf(roomId, userId)) { Body = patch }, cancellationToken);

    /// <summary>
    /// Moves one participant to another room: its client joins there before it leaves here. The client of an application that cannot follow stays.
    /// </summary>
    public Task MoveAsync(string roomId, string peerId, ParticipantMoveRequest request, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            new AdminRequest(HttpMethod.Post, PathOf(roomId, peerId) + "/move") { Body = request, IsRepeatable = false }, cancellationToken);

    /// <summary>Sends data to some or all participants of a room.</summary>
    public Task SendDataAsync(string roomId, DataRequest request, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            new AdminRequest(HttpMethod.Post, RoomsClient.PathOf(roomId) + "/data") { Body = request, IsRepeatable = false }, cancellationToken);

    private static string PathOf(string roomId) => RoomsClient.PathOf(roomId) + "/participants";

    private static string PathOf(string roomId, string userId) => PathOf(roomId) + "/" + Uri.EscapeDataString(userId);

    private static string BansOf(string roomId) => RoomsClient.PathOf(roomId) + "/bans";

    private static string BanOf(string roomId, string userId) => BansOf(roomId) + "/" + Uri.EscapeDataString(userId);
}
