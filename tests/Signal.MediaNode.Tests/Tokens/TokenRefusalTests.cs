using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Tokens;

/// <summary>Invalid tokens are refused, without the reason in the answer.</summary>
public sealed class TokenRefusalTests(TokenRefusalTests.Node node) : IClassFixture<TokenRefusalTests.Node>
{
    private const string Answer = "The token is not accepted.";

    public static TheoryData<string> BadTokens =>
        [
            "missing", "garbage", "wrong node", "other epoch", "expired", "not yet", "wrong type", "wrong issuer", "foreign key",
            "unsigned", "hmac", "altered", "no room", "unknown session",
        ];

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_bad_token_is_refused_without_a_reason(string flaw)
    {
        var (status, body) = await NegotiateAsync(Make(flaw));

        Assert.Equal((HttpStatusCode.Unauthorized, Answer), (status, body));
    }

    [Fact]
    public async Task A_token_in_the_URL_may_be_as_long_as_a_token_may_be()
    {
        var token = node.Host.Token(spec => spec with { Metadata = new string('x', 11_000) });
        Assert.InRange(token.Length, 14 * 1024, 16 * 1024);

        using var client = await RawClient.OpenAsync(node.Host.Url, token);

        Assert.False((await client.CallAsync("getRouterRtpCapabilities", "{}")).TryGetProperty("error", out _));
    }

    [Fact]
    public async Task A_valid_token_is_accepted_once()
    {
        var token = node.Host.Token();
        await using var first = await TestClient.ConnectAsync(node.Host.Url, token);

        Assert.Equal((HttpStatusCode.Unauthorized, Answer), await NegotiateAsync(token));
    }

    [Fact]
    public async Task A_token_stays_used_after_its_connection_has_ended()
    {
        var token = node.Host.Token();
        await (await TestClient.ConnectAsync(node.Host.Url, token)).DisposeAsync();

        Assert.Equal((HttpStatusCode.Unauthorized, Answer), await NegotiateAsync(token));
    }

    [Fact]
    public async Task Of_many_simultaneous_uses_of_one_token_one_is_accepted()
    {
        var token = node.Host.Token();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => NegotiateAsync(token)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
    }

    private string? Make(string flaw) => flaw switch
    {
        "missing" => null,
        "garbage" => "a.b.c",
        "wrong node" => node.Host.Token(spec => spec with { NodeId = "another-node" }),
        "other epoch" => node.Host.Token(spec => spec with { Epoch = spec.Epoch - 1 }),
        "expired" => node.Host.Token(spec => spec with { IssuedAt = spec.IssuedAt - TimeSpan.FromMinutes(10) }),
        "not yet" => node.Host.Token(spec => spec with { IssuedAt = spec.IssuedAt + TimeSpan.FromMinutes(10) }),
        "wrong type" => node.Host.Token(spec => spec with { Type = "JWT" }),
        "wrong issuer" => node.Host.Token(spec => spec with { Issuer = "somebody" }),
        "foreign key" => Forge(),
        "unsigned" => new JsonWebTokenHandler().CreateToken("""{"sub":"mallory"}"""),
        "hmac" => SignWithPublicKey(),
        "altered" => Alter(node.Host.Token()),
        "no room" => node.Host.Token(spec => spec with { RoomId = "" }),
        "unknown session" => "session.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        _ => throw new ArgumentOutOfRangeException(nameof(flaw)),
    };

    private string Forge()
    {
        using var foreign = new TokenMint();
        return foreign.Mint(node.Host.Spec());
    }

    /// <summary>The public key as the secret of an HMAC: a verifier that trusts the header's algorithm would accept it.</summary>
    private string SignWithPublicKey()
    {
        var parts = node.Host.Token().Split('.');
        var header = Base64Url($$"""{"alg":"HS256","typ":"{{RoomTokenClaims.TokenType}}","kid":"{{node.Host.Mint.KeyId}}"}""");
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(node.Host.Mint.Jwks), Encoding.ASCII.GetBytes($"{header}.{parts[1]}"));
        return $"{header}.{parts[1]}.{Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(signature)}";
    }

    private static string Alter(string token)
    {
        var parts = token.Split('.');
        var claims = Encoding.UTF8.GetString(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(parts[1]));
        return $"{parts[0]}.{Base64Url(claims.Replace("\"admin\":false", "\"admin\":true", StringComparison.Ordinal))}.{parts[2]}";
    }

    private static string Base64Url(string text) => Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(text));

    private async Task<(HttpStatusCode Status, string Body)> NegotiateAsync(string? token)
    {
        using var http = new HttpClient();
        var query = token is null ? "" : $"&access_token={Uri.EscapeDataString(token)}";
        using var answer = await http.PostAsync(new Uri(node.Host.Url, $"/signal/negotiate?negotiateVersion=1{query}"), null);
        var body = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, answer.IsSuccessStatusCode ? "" : body);
    }

    public sealed class Node : IAsyncLifetime
    {
        public NodeHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Host = await NodeHost.StartAsync();

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
