using Signal.FunctionsHost;
using Signal.Testing;

namespace Signal.Functions.Tests.Hosting;

/// <summary>The app does not start with a setting that cannot be, and says what to set.</summary>
public sealed class BadSettingsTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("Admin:SuperserviceKey", "too-short", "Admin:SuperserviceKey is too short: set 16 characters or more.")]
    [InlineData("Admin:SuperserviceKey", "", "Set Secrets:EncryptionKey, or Admin:SuperserviceKey for development.")]
    [InlineData("Secrets:EncryptionKey", "@Microsoft.KeyVault(SecretUri=https://vault)", "Secrets:EncryptionKey must be 32 bytes in base64")]
    [InlineData("Secrets:EncryptionKey", "c2hvcnQ=", "Secrets:EncryptionKey must be 32 bytes in base64")]
    [InlineData("Secrets:FormerEncryptionKeys:0", "c2hvcnQ=", "Secrets:FormerEncryptionKeys must each be 32 bytes in base64.")]
    [InlineData("Placement:DefaultPolicy", "coin-toss", "Placement:DefaultPolicy is 'coin-toss'; set one of first, ")]
    [InlineData("Placement:Candidates", "0", "Candidates must be 1 or more")]
    [InlineData("Rooms:Presets:mine", "{", "Rooms:Presets:mine must be a JSON object of room fields.")]
    [InlineData("Rooms:Presets:mine", "[]", "Rooms:Presets:mine must be a JSON object of room fields.")]
    [InlineData("Rooms:Presets:mine", """{"colour":"red"}""", "Rooms:Presets:mine must be a JSON object of room fields.")]
    [InlineData("Tokens:MaxLife", "00:01:00", "MaxLife at least DefaultLife")]
    [InlineData("Tokens:DefaultLife", "00:00:00", "DefaultLife must be a second or more")]
    [InlineData("Nodes:Lease", "00:00:05", "Lease at least ReportMaxAge")]
    [InlineData("Nodes:ReconcileGrace", "-00:00:01", "must not be negative")]
    [InlineData("Signing:KeyLife", "00:10:00", "KeyLife longer than PublishAhead")]
    [InlineData("Signing:PublishAhead", "00:00:30", "PublishAhead longer than Cache")]
    public async Task It_does_not_start(string setting, string value, string sentence)
    {
        var error = await Assert.ThrowsAsync<StartupException>(() => Installation.StartAsync(azurite, (setting, value)));

        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }
}
