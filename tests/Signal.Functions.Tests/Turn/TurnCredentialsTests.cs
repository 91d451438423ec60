using Microsoft.Extensions.Options;
using Signal.Functions.Turn;

namespace Signal.Functions.Tests.Turn;

public sealed class TurnCredentialsTests
{
    private const string Secret = "a-shared-secret-for-tests";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void The_password_is_the_one_that_the_convention_prescribes()
    {
        var server = Assert.Single(Credentials(new TurnServer { Urls = ["turn:t:3478"], Secret = Secret }).Mint("ada", null, Now)!);

        // printf '1700043200:ada' | openssl dgst -sha1 -hmac 'a-shared-secret-for-tests' -binary | base64
        Assert.Equal(("1700043200:ada", "Yo3JrCHbGhQiti1J5fMnwe43dTM="), (server.Username, server.Credential));
        Assert.Equal(["turn:t:3478"], server.Urls);
    }

    [Theory]
    [InlineData("eu", "eu-1 eu-2")]
    [InlineData("EU", "eu-1 eu-2")]
    [InlineData("us", "us")]
    [InlineData("mars", "anywhere")]
    [InlineData(null, "anywhere")]
    public void A_client_gets_the_servers_of_its_region_and_else_those_of_none(string? region, string expected)
    {
        var credentials = Credentials(
            Server("eu-1", "eu"), Server("us", "us"), Server("anywhere", null), Server("eu-2", "eu"));

        Assert.Equal(expected.Split(' ').Select(host => $"turn:{host}"), credentials.Mint("ada", region, Now)!.SelectMany(server => server.Urls));
    }

    [Fact]
    public void Without_a_server_for_the_region_there_is_none()
    {
        Assert.Null(Credentials().Mint("ada", "eu", Now));
        Assert.Null(Credentials(Server("us", "us")).Mint("ada", "eu", Now));
    }

    [Theory]
    [InlineData("Ada Lovelace")]
    [InlineData("O'Brien")]
    [InlineData("日本語")]
    [InlineData("a:b")]
    public void A_user_id_that_servers_refuse_is_replaced_by_its_hash(string userId)
    {
        var credentials = Credentials(Server("t", null));

        var username = credentials.Mint(userId, null, Now)![0].Username;

        Assert.Matches("^1700043200:[A-Za-z0-9_-]{43}$", username);
        Assert.NotEqual(username, credentials.Mint(userId + "2", null, Now)![0].Username);
    }

    private static TurnServer Server(string host, string? region) => new() { Urls = [$"turn:{host}"], Region = region, Secret = Secret };

    private static TurnCredentials Credentials(params TurnServer[] servers) => new(Options.Create(new TurnOptions { Servers = servers }));
}
