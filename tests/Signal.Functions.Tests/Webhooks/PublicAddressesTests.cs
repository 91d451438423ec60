using System.Net;
using Microsoft.Extensions.Options;
using Signal.Functions.Webhooks;
using Signal.Functions.Webhooks.Delivery;

namespace Signal.Functions.Tests.Webhooks;

public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("20.42.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    public void Public_addresses_may_be_delivered_to(string address) => Assert.True(Addresses().Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:db8::1")]
    public void Addresses_of_no_public_host_may_not(string address) => Assert.False(Addresses().Allows(IPAddress.Parse(address)));

    [Fact]
    public void Configuration_adds_ranges()
    {
        Assert.True(Addresses("127.0.0.0/8").Allows(IPAddress.Loopback));
        Assert.True(Addresses("127.0.0.0/8").Allows(IPAddress.Loopback.MapToIPv6()));
        Assert.False(Addresses("127.0.0.0/8").Allows(IPAddress.IPv6Loopback));
    }

    private static PublicAddresses Addresses(params string[] allowed) => new(Options.Create(new WebhookOptions { AllowedNetworks = allowed }));
}
