using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Signal.Functions.Secrets;

namespace Signal.Functions.Tests.Secrets;

public sealed class SecretBoxTests
{
    private static readonly byte[] Secret = "open sesame"u8.ToArray();

    [Fact]
    public void Sealed_data_opens_for_its_purpose_only()
    {
        var box = Box(NewKey());
        var sealedSecret = box.Seal(Secret, "a");

        Assert.Equal(Secret, box.Open(sealedSecret, "a"));
        Assert.Null(box.Open(sealedSecret, "b"));
        Assert.NotEqual(sealedSecret, box.Seal(Secret, "a"));
    }

    [Fact]
    public void No_byte_can_be_changed()
    {
        var box = Box(NewKey());
        var sealedSecret = box.Seal(Secret, "a");
        for (var i = 0; i < sealedSecret.Length; i++)
        {
            var changed = sealedSecret.ToArray();
            changed[i] ^= 1;
            Assert.Null(box.Open(changed, "a"));
        }

        Assert.Null(box.Open([1, 2, 3], "a"));
    }

    [Fact]
    public void A_former_key_still_opens_and_no_longer_seals()
    {
        var (old, renewed) = (NewKey(), NewKey());
        var sealedBefore = Box(old).Seal(Secret, "a");

        Assert.Equal(Secret, Box(renewed, old).Open(sealedBefore, "a"));
        Assert.Null(Box(renewed).Open(sealedBefore, "a"));
        Assert.Null(Box(old).Open(Box(renewed, old).Seal(Secret, "a"), "a"));
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static SecretBox Box(string key, params string[] former) =>
        new(Options.Create(new SecretsOptions { EncryptionKey = key, FormerEncryptionKeys = former }), Options.Create(new AdminOptions()));
}
