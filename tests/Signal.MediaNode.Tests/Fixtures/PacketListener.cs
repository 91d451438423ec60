using Signal.Mediasoup;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>A consumer on a direct transport that counts the packets of a producer. It is no receiver in the room's sense.</summary>
internal sealed class PacketListener
{
    private int _count;

    private PacketListener(Consumer consumer)
    {
        Consumer = consumer;
        consumer.OnRtp += _ => Interlocked.Increment(ref _count);
    }

    public Consumer Consumer { get; }

    /// <summary>The number of packets that have arrived.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether nothing on this router keeps packets from arriving.</summary>
    public bool IsReady => !Consumer.Paused && !Consumer.ProducerPaused && !Consumer.Closed;

    public static async Task<PacketListener> StartAsync(Router router, string producerId) =>
        new(await (await router.CreateDirectTransportAsync()).ConsumeAsync(
            new ConsumerOptions { ProducerId = new ProducerId(producerId), RtpCapabilities = router.RtpCapabilities }));

    /// <summary>Waits until that many packets have arrived.</summary>
    public Task ArriveAsync(int packets) => Eventually.TrueAsync(() => Count >= packets, $"{packets} packets arrive");
}
