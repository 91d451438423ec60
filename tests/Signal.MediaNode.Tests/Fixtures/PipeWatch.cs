using Signal.Mediasoup;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>The consumers on a router that send streams to other routers, from the time at which the watch begins.</summary>
internal sealed class PipeWatch
{
    private readonly Lock _lock = new();
    private readonly List<Consumer> _pipes = [];

    public PipeWatch(Router router) => router.Observer.OnNewTransport += transport => transport.Observer.OnNewConsumer += Add;

    /// <summary>Waits for the pipe of a producer that is open.</summary>
    public async Task<Consumer> OfAsync(string producerId)
    {
        Consumer? found = null;
        await Eventually.TrueAsync(() => (found = Find(producerId)) is not null, "the stream is piped");
        return found!;
    }

    private Consumer? Find(string producerId)
    {
        lock (_lock)
        {
            return _pipes.Find(pipe => pipe.ProducerId.Value == producerId && !pipe.Closed);
        }
    }

    private void Add(Consumer consumer)
    {
        if (consumer.Type == ConsumerType.Pipe)
        {
            lock (_lock)
            {
                _pipes.Add(consumer);
            }
        }
    }
}
