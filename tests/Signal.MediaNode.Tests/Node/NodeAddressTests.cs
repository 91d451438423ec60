using System.ComponentModel.DataAnnotations;
using Signal.MediaNode.Node;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Tests.Node;

/// <summary>Unusual addresses are refused at the start, or used as given.</summary>
public sealed class NodeAddressTests
{
    [Theory]
    [InlineData("203.0.113.5", true)]
    [InlineData("2001:db8::5", true)]
    [InlineData("media.example", true)]
    [InlineData("azure", true)]
    [InlineData("[2001:db8::5]", false)]
    [InlineData("203.0.113.5:4444", false)]
    [InlineData("media.example:4444", false)]
    [InlineData(" 203.0.113.5", false)]
    [InlineData("https://media.example", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("fe80::1%eth0", false)]
    [InlineData("203.0.113", false)]
    [InlineData("203.0.113.500", false)]
    public void An_announced_address_is_one_that_clients_can_reach(string address, bool good)
    {
        var options = new MediasoupOptions { AnnouncedAddress = address };

        var problems = options.Validate(new ValidationContext(options));

        Assert.Equal(good, !problems.Any(problem => problem.MemberNames.Contains(nameof(MediasoupOptions.AnnouncedAddress))));
    }

    [Theory]
    [InlineData("https://app.example", "https://app.example")]
    [InlineData("https://APP.example:443", "https://app.example")]
    [InlineData("http://localhost:8080", "http://localhost:8080")]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080")]
    [InlineData("https://app.example/", null)]
    [InlineData("https://app.example/path", null)]
    [InlineData("https://user@app.example", null)]
    [InlineData("app.example", null)]
    [InlineData("ws://app.example", null)]
    [InlineData("https://app.example, https://other.example", null)]
    public void An_origin_is_what_browsers_send(string text, string? origin) => Assert.Equal(origin, WebOrigin.TryNormalize(text));
}
