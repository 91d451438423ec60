using Signal.FunctionsHost;
using Signal.Testing;

namespace Signal.Functions.Tests.Hosting;

/// <summary>The app does not start with an invalid setting, and the error names it.</summary>
public sealed class BadSettingsTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("Admin:SuperserviceKey", "too-short", "Admin__SuperserviceKey cannot be used; set 16 characters or more")]
    [InlineData("Admin:SuperserviceKey", "", "Secrets__EncryptionKey is missing; set 32 bytes in base64, or for development Admin__SuperserviceKey")]
    [InlineData("Secrets:EncryptionKey", "@Microsoft.KeyVault(SecretUri=https://vault)", "Secrets__EncryptionKey cannot be used; set 32 bytes in base64")]
    [InlineData("Secrets:EncryptionKey", "c2hvcnQ=", "Secrets__EncryptionKey cannot be used; set 32 bytes in base64")]
    [InlineData("Secrets:FormerEncryptionKeys:0", "c2hvcnQ=", "Secrets__FormerEncryptionKeys__0 cannot be used; set 32 bytes in base64")]
    [InlineData("Placement:DefaultPolicy", "coin-toss", "Placement__DefaultPolicy is 'coin-toss'; set one of first, ")]
    [InlineData("Limits:CallerAddressHeader", "X Client", "Limits__CallerAddressHeader is 'X Client'; set the name of an HTTP header")]
    [InlineData("Placement:Candidates", "0", "Placement__Candidates is '0'; set a whole number, at least 1")]
    [InlineData("Rooms:Presets:mine", "{", "Rooms__Presets__mine cannot be read; set a JSON object of room fields")]
    [InlineData("Rooms:Presets:mine", "[]", "Rooms__Presets__mine cannot be read; set a JSON object of room fields")]
    [InlineData("Rooms:Presets:mine", """{"colour":"red"}""", "Rooms__Presets__mine cannot be read; set a JSON object of room fields")]
    [InlineData("Tokens:MaxLife", "1m", "Tokens__MaxLife is '1m'; set at least Tokens__DefaultLife")]
    [InlineData("Tokens:DefaultLife", "0", "Tokens__DefaultLife is '0'; set a duration from 1s to 1d")]
    [InlineData("Nodes:Lease", "00:00:05", "Nodes__Lease is '00:00:05'; set at least Nodes__ReportMaxAge")]
    [InlineData("Nodes:ReconcileGrace", "-00:00:01", "Nodes__ReconcileGrace is '-00:00:01'; set a duration from 0s to 1h")]
    [InlineData("Nodes:Leese", "30", "Nodes__Leese is not a setting; did you mean Nodes__Lease?")]
    [InlineData("Signing:KeyLife", "10m", "Signing__KeyLife is '10m'; set more than Signing__PublishAhead")]
    [InlineData("Signing:PublishAhead", "30", "Signing__PublishAhead is '30'; set more than Signing__Cache")]
    [InlineData("Limits:Service:Points", "0", "Limits__Service__Points is '0'; set a whole number, at least 1")]
    [InlineData("Scaling:ScaleSet", "nodes", "Scaling__ScaleSet is 'nodes'; set a resource id such as /subscriptions/")]
    [InlineData("Scaling:Ceiling", "1", "Scaling__Ceiling is '1'; set at least Scaling__Floor")]
    [InlineData("Scaling:InLoad", "0.7", "Scaling__InLoad is '0.7'; set less than Scaling__OutLoad")]
    [InlineData("Turn:CredentialLife", "5", "Turn__CredentialLife is '5'; set a duration from 1m to 7d")]
    [InlineData("Turn:Servers:0:Region", "eu", "Turn__Servers__0__Secret is missing; set 16 characters or more, the static-auth-secret of the server")]
    [InlineData("Turn:Servers:0:Urls:0", "turn.example.org", "Turn__Servers__0__Urls__0 is 'turn.example.org'; set a TURN URI such as turn:")]
    [InlineData("Turn:Servers:0:Secret", "short", "Turn__Servers__0__Secret cannot be used; set 16 characters or more")]
    [InlineData("Turn:Servers:0:Secret", "@Microsoft.KeyVault(SecretUri=https://vault)", "Turn__Servers__0__Secret cannot be used; set 16 characters or more")]
    [InlineData(
        "Turn:Servers:0:Secret",
        "a-secret-without-servers",
        "Turn__Servers__0__Urls is missing; set its first element, Urls__0, to a TURN URI such as turn:")]
    [InlineData("Webhooks:AllowedNetworks:0", "10.0.0.1", "Webhooks__AllowedNetworks__0 is '10.0.0.1'; set a CIDR range such as 10.0.0.0/8")]
    public async Task It_does_not_start(string setting, string value, string sentence)
    {
        var error = await Assert.ThrowsAsync<StartupException>(() => Installation.StartAsync(azurite, (setting, value)));

        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }
}
