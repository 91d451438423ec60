using Signal.Functions.Nuve.MAuth;

namespace Signal.Functions.Tests.Nuve;

public sealed class MAuthSignatureTests
{
    [Theory]
    [InlineData("abc123", "1700000000000,12345", "MTg3NzM4NGQ2MmIyMWJkYjhkNGFiZjg1ZjdjZjM1OTBjOTAyOWZmZQ==")]
    [InlineData("abc123", "1700000000000,12345,alice,presenter", "NjMyZDAxMGMwNDM3MWVkOGM2YjMwYzVhZGY1YjNjOTE3MjFiMjA2Nw==")]
    [InlineData("super", "65f000000000000000000001,media1.example:8080", "NjNlY2FjNWM3NzQ0Y2U3OTJiOGNlYzY0NWVlZmY2OThiODlkZmQ1NA==")]
    public void Signs_as_mediasoup_signal_does(string key, string text, string signature)
    {
        Assert.Equal(signature, MAuthSignature.Compute(key, text));
        Assert.True(MAuthSignature.Verify(key, text, signature));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MTg3NzM4NGQ2MmIyMWJkYjhkNGFiZjg1ZjdjZjM1OTBjOTAyOWZmZg==")]
    [InlineData("MTg3NzM4NGQ2MmIyMWJkYjhkNGFiZjg1ZjdjZjM1OTBjOTAyOWZmZQ")]
    [InlineData("ÄÖÜ")]
    public void Any_other_signature_is_wrong(string signature) => Assert.False(MAuthSignature.Verify("abc123", "1700000000000,12345", signature));
}
