using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Signal.Functions.Secrets;
using Signal.Functions.Signing;
using Signal.Functions.Storage;
using Signal.Testing;

namespace Signal.Functions.Tests.Signing;

public sealed class SigningKeysTests(AzuriteFixture azurite)
{
    private static readonly SigningOptions Settings = new()
    {
        KeyLife = TimeSpan.FromDays(30), PublishAhead = TimeSpan.FromMinutes(15), Cache = TimeSpan.FromMinutes(1),
    };

    private static readonly TimeSpan LongestToken = TimeSpan.FromMinutes(10);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly string _prefix = "T" + Ids.New(8);

    [Fact]
    public async Task Instances_that_start_at_once_agree_on_the_first_key()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ => (await Open().GetSignerAsync(default)).KeyId));

        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task The_next_key_is_published_before_it_signs_and_the_old_one_stays_until_its_tokens_are_gone()
    {
        using var keys = Open();
        using var other = Open();
        var first = (await keys.GetSignerAsync(default)).KeyId;
        await keys.RotateAsync(LongestToken, default);
        Assert.Equal([first], await PublishedAsync(keys));

        _time.Advance(Settings.KeyLife - Settings.PublishAhead);
        await Task.WhenAll(keys.RotateAsync(LongestToken, default), other.RotateAsync(LongestToken, default));
        var published = await PublishedAsync(keys);
        Assert.Equal(2, published.Count);
        Assert.Equal(first, (await keys.GetSignerAsync(default)).KeyId);

        _time.Advance(Settings.PublishAhead);
        var second = (await keys.GetSignerAsync(default)).KeyId;
        Assert.Equal(published[1], second);
        Assert.Equal(second, (await other.GetSignerAsync(default)).KeyId);
        await keys.RotateAsync(LongestToken, default);
        Assert.Equal(2, (await PublishedAsync(keys)).Count);

        _time.Advance(LongestToken + TimeSpan.FromMinutes(3));
        await keys.RotateAsync(LongestToken, default);
        _time.Advance(Settings.Cache);
        Assert.Equal([second], await PublishedAsync(keys));
    }

    [Fact]
    public async Task Private_keys_are_not_readable_in_the_tables()
    {
        using var keys = Open();
        await keys.GetSignerAsync(default);

        using var stranger = Open(encryptionKey: new byte[32]);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await stranger.GetSignerAsync(default));
    }

    private static async Task<List<string>> PublishedAsync(SigningKeys keys) => [.. (await keys.GetPublicKeysAsync(default)).Keys.Select(k => k.Kid)];

    private SigningKeys Open(byte[]? encryptionKey = null)
    {
        var secrets = new SecretsOptions { EncryptionKey = Convert.ToBase64String(encryptionKey ?? [.. Enumerable.Repeat((byte)7, 32)]) };
        var tables = new TablesOptions { ConnectionString = azurite.ConnectionString, Prefix = _prefix };
        return new SigningKeys(
            new TableDatabase(Options.Create(tables), NullLogger<TableDatabase>.Instance),
            new SecretBox(Options.Create(secrets), Options.Create(new AdminOptions())),
            Options.Create(Settings),
            _time);
    }
}
