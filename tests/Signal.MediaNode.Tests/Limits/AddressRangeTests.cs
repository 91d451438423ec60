using System.Net;
using Signal.MediaNode.Limits;

namespace Signal.MediaNode.Tests.Limits;

/// <summary>The address ranges that count as one client.</summary>
public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("203.0.113.5", "203.0.113.5")]
    [InlineData("::ffff:203.0.113.5", "203.0.113.5")]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:bbbb::2", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::")]
    public void Of_IPv6_the_network_counts(string address, string counted) => Assert.Equal(IPAddress.Parse(counted), AddressRange.Of(IPAddress.Parse(address)));
}
