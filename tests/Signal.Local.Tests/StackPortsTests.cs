using Signal.Local.Stack;

namespace Signal.Local.Tests;

public class StackPortsTests
{
    [Theory]
    [InlineData(1, 64)]
    [InlineData(2, 1)]
    [InlineData(UpOptions.MaxNodes, 8)]
    public void No_port_is_given_out_twice(int nodes, int workers)
    {
        var ports = new StackPorts(20000, nodes, workers);
        int[] all =
        [
            ports.Functions, ports.Tables, ports.Bus, ports.Blobs, ports.Queues, ports.Prometheus, ports.Grafana,
            .. Enumerable.Range(0, nodes).Select(ports.Node),
            .. Enumerable.Range(0, nodes).SelectMany(node => Enumerable.Range(ports.Media(node), workers)),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.All(all, port => Assert.InRange(port, 20001, 20400));
    }
}
