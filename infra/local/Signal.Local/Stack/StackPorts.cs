using Signal.Hosting.Startup;

namespace Signal.Local.Stack;

/// <summary>The ports of the stack, all on 127.0.0.1.</summary>
internal sealed record StackPorts(int Base, int Nodes, int WorkersPerNode)
{
    public int Functions => Base + 1;

    public int Tables => Base + 2;

    public int Bus => Base + 3;

    /// <summary>The port of Azurite's blob service, which Core Tools need for timers.</summary>
    public int Blobs => Base + 4;

    /// <summary>The port of Azurite's queue service, which Core Tools need as well.</summary>
    public int Queues => Base + 5;

    public int Prometheus => Base + 6;

    public int Grafana => Base + 7;

    /// <summary>The HTTP port of a node, by zero-based index.</summary>
    public int Node(int index) => Base + 10 + index;

    /// <summary>The first media port of a node: one for each worker, UDP and TCP.</summary>
    public int Media(int index) => Base + 100 + (index * WorkersPerNode);

    /// <summary>Checks that all ports are free, on request with those of Prometheus and Grafana.</summary>
    /// <exception cref="StartupException">A port is in use; the message names it.</exception>
    public void Check(bool observability)
    {
        (int Port, string User)[] ports =
        [
            (Functions, "the Functions app"), (Tables, "the table emulator"), (Bus, "the bus"), (Blobs, "the blob emulator"), (Queues, "the queue emulator"),
            .. observability ? [(Prometheus, "Prometheus"), (Grafana, "Grafana")] : Array.Empty<(int, string)>(),
            .. Enumerable.Range(0, Nodes).Select(index => (Node(index), $"node-{index + 1}")),
            .. Enumerable.Range(0, Nodes).SelectMany(index =>
                Enumerable.Range(Media(index), WorkersPerNode).Select(port => (port, $"the media of node-{index + 1}"))),
        ];
        var inUse = LocalPorts.InUse();
        foreach (var (port, user) in ports)
        {
            if (inUse.Contains(port))
            {
                throw new StartupException($"port {port} ({user}) is in use; stop the process that uses it, or choose another base port with --port");
            }
        }
    }
}
