using System.Collections.Concurrent;
using Signal.Admin;
using Signal.LoadTest.Peers;

namespace Signal.EndToEnd.Tests.Stack;

/// <summary>Clients that are in a room, but neither send nor receive media.</summary>
internal sealed class SignallingPeers : IAsyncDisposable
{
    private const int JoiningAtOnce = 8;
    private readonly ConcurrentBag<PeerConnection> _connections = [];

    /// <summary>Joins with the users <c>person-0001</c> and so on.</summary>
    public static async Task<SignallingPeers> JoinAsync(AdminClient admin, string roomId, int count)
    {
        var peers = new SignallingPeers();
        try
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(1, count),
                new ParallelOptions { MaxDegreeOfParallelism = JoiningAtOnce, CancellationToken = TestContext.Current.CancellationToken },
                async (number, cancellationToken) => await peers.AddAsync(admin, roomId, $"person-{number:0000}", cancellationToken));
            return peers;
        }
        catch
        {
            await peers.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_connections.Select(connection => connection.DisposeAsync().AsTask()));

    private async Task AddAsync(AdminClient admin, string roomId, string user, CancellationToken cancellationToken)
    {
        var token = await admin.Rooms.CreateTokenAsync(roomId, new TokenRequest { UserId = user, Role = "viewer" }, cancellationToken);
        var connection = new PeerConnection(new PeerConnectionOptions
        {
            Url = new Uri(token.Url), Token = token.Token, OnEvent = (_, _) => { }, OnOffer = (_, _) => { },
        });
        _connections.Add(connection);
        await connection.OpenAsync(PeerConnection.RequestTimeout, cancellationToken);
        await connection.AskAsync("join", new { device = new { name = "test" } }, PeerConnection.RequestTimeout, cancellationToken);
    }
}
