using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Signal.Functions.Limits;

namespace Signal.Functions.Tests.Limits;

public sealed class CallerAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", null, "203.0.113.7")]
    [InlineData("203.0.113.7", "198.51.100.1", "203.0.113.7")]
    [InlineData("127.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("127.0.0.1", "198.51.100.1:4711", "198.51.100.1")]
    [InlineData("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("127.0.0.1", "6.6.6.6, 198.51.100.1, 10.1.2.3", "198.51.100.1")]
    [InlineData("127.0.0.1", "nonsense, 10.1.2.3", "10.1.2.3")]
    [InlineData("127.0.0.1", "", "127.0.0.1")]
    [InlineData("127.0.0.1", "[2001:db8:1:2::5]:443", "2001:db8:1:2::5")]
    public void Only_trusted_proxies_are_believed(string peer, string? forwarded, string caller)
    {
        Assert.Equal(IPAddress.Parse(caller), Address().Of(Context(peer, forwarded)));
    }

    [Theory]
    [InlineData("198.51.100.1", "198.51.100.1")]
    [InlineData("198.51.100.1:4711", "198.51.100.1")]
    [InlineData("::ffff:198.51.100.1", "198.51.100.1")]
    [InlineData("6.6.6.6, 198.51.100.1", "198.51.100.1")]
    [InlineData("nonsense", "203.0.113.7")]
    [InlineData("", "203.0.113.7")]
    [InlineData(null, "203.0.113.7")]
    public void The_configured_header_determines_the_address(string? value, string caller)
    {
        var context = Context("203.0.113.7", forwarded: null);
        context.Request.Headers["X-Azure-ClientIP"] = value;

        Assert.Equal(IPAddress.Parse(caller), Address("X-Azure-ClientIP").Of(context));
    }

    [Fact]
    public void A_header_that_is_not_configured_is_ignored()
    {
        var context = Context("203.0.113.7", forwarded: null);
        context.Request.Headers["X-Azure-ClientIP"] = "198.51.100.1";

        Assert.Equal(IPAddress.Parse("203.0.113.7"), Address().Of(context));
    }

    [Fact]
    public void All_addresses_of_an_ipv6_subscriber_count_as_one()
    {
        var address = Address();
        Assert.Equal(address.KeyOf(Context("2001:db8:1:2::5", null)), address.KeyOf(Context("2001:db8:1:2:ffff::1", null)));
        Assert.NotEqual(address.KeyOf(Context("2001:db8:1:2::5", null)), address.KeyOf(Context("2001:db8:1:3::5", null)));
    }

    private static CallerAddress Address(string? header = null) =>
        new(Options.Create(new RateLimitOptions { CallerAddressHeader = header, TrustedProxies = { "127.0.0.1", "10.0.0.0/8" } }));

    private static DefaultHttpContext Context(string peer, string? forwarded)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        if (forwarded is not null)
        {
            context.Request.Headers["X-Forwarded-For"] = forwarded;
        }

        return context;
    }
}
