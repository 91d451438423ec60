using System.Text;
using Microsoft.Extensions.Time.Testing;
using StandardWebhooks;

namespace Signal.Admin.Tests;

public sealed class WebhookVerifierTests
{
    // The example of the Standard Webhooks libraries.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1614265330));

    [Theory]
    [InlineData(Signature)]
    [InlineData("v1,AAAA " + Signature)]
    [InlineData(Signature + " v2,whatever")]
    public void One_good_signature_is_enough(string signatures) => Assert.True(Verifier().IsGenuine(Id, Timestamp, signatures, Body));

    [Theory]
    [InlineData("msg_other", Timestamp, Signature)]
    [InlineData(Id, "1614265331", Signature)]
    [InlineData(Id, "now", Signature)]
    [InlineData(Id, "-1614265330", Signature)]
    [InlineData(Id, Timestamp, "")]
    [InlineData(Id, Timestamp, "v1,")]
    [InlineData(Id, Timestamp, "v1,not base64")]
    [InlineData(Id, Timestamp, "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData(Id, Timestamp, "v1,AAhM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData(null, Timestamp, Signature)]
    [InlineData(Id, null, Signature)]
    [InlineData(Id, Timestamp, null)]
    public void A_forgery_is_refused(string? id, string? timestamp, string? signatures) =>
        Assert.False(Verifier().IsGenuine(id, timestamp, signatures, Body));

    [Fact]
    public void Another_body_is_refused() => Assert.False(Verifier().IsGenuine(Id, Timestamp, Signature, [.. Body, (byte)' ']));

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_delivery_is_refused_when_it_is_replayed_later(int seconds, bool isGenuine)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(isGenuine, Verifier().IsGenuine(Id, Timestamp, Signature, Body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_%")]
    [InlineData("whsec_")]
    public void An_invalid_secret_is_refused_at_once(string secret) => Assert.Throws<FormatException>(() => new WebhookVerifier(secret));

    [Fact]
    public void A_secret_from_before_is_read_too()
    {
        // The same bytes in base64 and in base64url.
        const string Bytes = "whsec_+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+/8=";
        const string Before = "whsec_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_8";
        var signature = new StandardWebhook(Bytes).Sign(Id, _time.GetUtcNow(), Encoding.UTF8.GetString(Body));

        Assert.True(new WebhookVerifier(Bytes, _time).IsGenuine(Id, Timestamp, signature, Body));
        Assert.True(new WebhookVerifier(Before, _time).IsGenuine(Id, Timestamp, signature, Body));
    }

    private WebhookVerifier Verifier() => new(Secret, _time);
}
