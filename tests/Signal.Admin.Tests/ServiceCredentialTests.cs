using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Signal.Admin.Tests;

public sealed class ServiceCredentialTests
{
    [Theory]
    [InlineData("k")]
    [InlineData("sixteen-chars-ok")]
    [InlineData("a key that is longer than the block of the hash, which has sixty-four bytes, and so is hashed first")]
    [InlineData("schlüssel")]
    public void The_signature_is_HS256_over_the_keys_bytes(string key)
    {
        var parts = new ServiceCredential("s", key).Sign().Split('.');

        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        Assert.Equal(Base64UrlEncoder.Encode(signature), parts[2]);
    }

    [Fact]
    public void It_names_the_service_the_key_and_its_minute()
    {
        var parts = new ServiceCredential("s", "key", "k1").Sign().Split('.');
        var header = JsonElement.Parse(Base64UrlEncoder.DecodeBytes(parts[0]));
        var claims = JsonElement.Parse(Base64UrlEncoder.DecodeBytes(parts[1]));

        Assert.Equal(("HS256", "k1"), (header.GetProperty("alg").GetString(), header.GetProperty("kid").GetString()));
        Assert.Equal(("s", "signal-hybrid"), (claims.GetProperty("iss").GetString(), claims.GetProperty("aud").GetString()));
        Assert.Equal(60, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.False(claims.TryGetProperty("nbf", out _));
    }

    [Fact]
    public void Each_is_for_one_request()
    {
        var credential = new ServiceCredential("s", "key");

        Assert.NotEqual(credential.Sign(), credential.Sign());
    }
}
