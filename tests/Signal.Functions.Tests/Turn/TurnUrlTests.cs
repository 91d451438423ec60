using Signal.Functions.Turn;

namespace Signal.Functions.Tests.Turn;

public sealed class TurnUrlTests
{
    [Theory]
    [InlineData("turn:turn.example.org")]
    [InlineData("turn:turn.example.org:3478?transport=udp")]
    [InlineData("turns:192.0.2.1:443?transport=tcp")]
    [InlineData("turn:[2001:db8::1]:3478")]
    public void These_are_accepted(string url) => Assert.True(new TurnUrlAttribute().Accepts(url));

    [Theory]
    [InlineData("turn.example.org")]
    [InlineData("https://turn.example.org")]
    [InlineData("turn://turn.example.org")]
    [InlineData("stun:turn.example.org")]
    [InlineData("turn:turn.example.org:0")]
    [InlineData("turn:turn.example.org:65536")]
    [InlineData("turn:turn.example.org?transport=quic")]
    [InlineData("turn:turn.example.org\n")]
    [InlineData("turn:")]
    public void These_are_refused(string url) => Assert.False(new TurnUrlAttribute().Accepts(url));
}
