using System.Net;
using System.Net.Sockets;

namespace Signal.Mediasoup.Tests.Fixtures;

/// <summary>A network between two hosts that loses packets: two sockets, each of which forwards to the other's host.</summary>
internal sealed class UdpRelay : IAsyncDisposable
{
    private readonly UdpClient _near = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient _far = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _end = new();
    private readonly Task _forwarding;

    /// <summary>Forwards between two hosts, apart from the packets of the near one that <paramref name="loses"/> chooses.</summary>
    public UdpRelay(TransportTuple near, TransportTuple far, Func<byte[], bool> loses)
    {
        _forwarding = Task.WhenAll(
            ForwardAsync(_near, _far, new IPEndPoint(IPAddress.Loopback, far.LocalPort), loses),
            ForwardAsync(_far, _near, new IPEndPoint(IPAddress.Loopback, near.LocalPort), static _ => false));
    }

    /// <summary>Where the near host sends to.</summary>
    public ushort NearPort => PortOf(_near);

    /// <summary>Where the far host sends to.</summary>
    public ushort FarPort => PortOf(_far);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _forwarding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _near.Dispose();
        _far.Dispose();
        _end.Dispose();
    }

    private static ushort PortOf(UdpClient socket) => (ushort)((IPEndPoint)socket.Client.LocalEndPoint!).Port;

    private async Task ForwardAsync(UdpClient from, UdpClient to, IPEndPoint target, Func<byte[], bool> loses)
    {
        while (true)
        {
            var packet = (await from.ReceiveAsync(_end.Token)).Buffer;
            if (!loses(packet))
            {
                await to.SendAsync(packet, target, _end.Token);
            }
        }
    }
}
