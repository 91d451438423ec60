using Signal.Bus.Amqp;

namespace Signal.Bus.Tests.Amqp;

public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("Endpoint=sb://name.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=k", "name.servicebus.windows.net", 5671, true)]
    [InlineData("endpoint=sb://localhost;sharedaccesskeyname=n;sharedaccesskey=k;usedevelopmentemulator=TRUE;", "localhost", 5672, false)]
    [InlineData(" Endpoint=sb://127.0.0.1:7073 ; SharedAccessKeyName=n ; SharedAccessKey=k ; UseDevelopmentEmulator=true", "127.0.0.1", 7073, false)]
    public void Host_port_and_TLS_are_read(string text, string host, int port, bool tls)
    {
        Assert.True(ServiceBusConnectionString.TryParse(text, out var target, out _));

        Assert.Equal((host, port, tls), (target.Host, target.Port, target.UseTls));
        Assert.Equal(("n", "k"), (target.KeyName, target.Key));
    }

    [Fact]
    public void A_key_may_hold_equals_signs()
    {
        Assert.True(ServiceBusConnectionString.TryParse("Endpoint=sb://h;SharedAccessKeyName=n;SharedAccessKey=abc==", out var target, out _));

        Assert.Equal("abc==", target.Key);
    }

    [Fact]
    public void It_prints_without_its_key()
    {
        Assert.True(ServiceBusConnectionString.TryParse("Endpoint=sb://h;SharedAccessKeyName=n;SharedAccessKey=secret", out var target, out _));

        Assert.Equal("amqps://h:5671", $"{target}");
    }

    [Fact]
    public void A_token_is_signed_as_the_service_documents_it()
    {
        var token = SharedAccessSignature.Create("sb://h/queue", "n", "secret", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

        // echo -en 'sb%3A%2F%2Fh%2Fqueue\n1700000000' | openssl dgst -sha256 -hmac secret -binary | base64
        Assert.Equal("SharedAccessSignature sr=sb%3A%2F%2Fh%2Fqueue&sig=IUivBLBLZJdvEw6f3VnLVNN6e8cRY7q%2BGcwBNFgqiXs%3D&se=1700000000&skn=n", token);
    }
}
