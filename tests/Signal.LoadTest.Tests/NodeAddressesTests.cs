using Signal.LoadTest.Runs;

namespace Signal.LoadTest.Tests;

public sealed class NodeAddressesTests
{
    [Theory]
    [InlineData("https://control.example/", "https://control.example:8443/signal")]
    [InlineData("https://control.example/", "http://CONTROL.example/signal")]
    [InlineData("https://control.example/", "https://node-1.example/signal")]
    [InlineData("https://control.example/", "http://[2001:db8::1]:7080/signal")]
    [InlineData("http://127.0.0.1:7071/", "http://127.0.0.1:7080/signal")]
    [InlineData("http://localhost:7071/", "http://127.0.0.2:7080/signal")]
    [InlineData("http://127.0.0.1:7071/", "http://[::1]:7080/signal")]
    public void Addresses_that_were_given(string api, string node) =>
        Assert.Equal(new Uri(node), new NodeAddresses(new Uri(api), ["node-1.example", "2001:db8::1"]).Require(node));

    [Theory]
    [InlineData("https://control.example/", "https://node-2.example/signal", "--allow-node node-2.example")]
    [InlineData("https://control.example/", "https://control.example.org/signal", "--allow-node control.example.org")]
    [InlineData("https://control.example/", "http://127.0.0.1:7080/signal", "--allow-node 127.0.0.1")]
    [InlineData("http://127.0.0.1:7071/", "https://node-2.example/signal", "--allow-node node-2.example")]
    [InlineData("https://control.example/", "https://node-1.example@node-2.example/signal", "--allow-node node-2.example")]
    [InlineData("https://control.example/", "file:///etc/passwd", "not an http or https URL")]
    [InlineData("https://control.example/", "signal", "not an http or https URL")]
    public void Other_addresses_are_refused_with_what_to_do(string api, string node, string advice) =>
        Assert.Contains(
            advice,
            Assert.Throws<AddressNotAllowedException>(() => new NodeAddresses(new Uri(api), ["node-1.example"]).Require(node)).Message,
            StringComparison.Ordinal);
}
