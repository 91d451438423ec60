using System.Text.Json;
using CsCheck;
using Signal.Contracts.Tokens;

namespace Signal.Contracts.Tests.Tokens;

public sealed class RolesTests
{
    [Fact]
    public void Only_a_moderator_acts_on_others()
    {
        var admins = Roles.Names.Where(name => Roles.TryGetGrants(name, out var grants) && grants.Admin);

        Assert.Equal([Roles.Moderator], admins);
    }

    [Fact]
    public void No_peer_publishes_unseen() =>
        Assert.All(Roles.Names, name =>
        {
            Assert.True(Roles.TryGetGrants(name, out var grants));
            Assert.False(grants.Hidden && (grants.PublishAudio || grants.PublishVideo || grants.PublishScreen || grants.PublishData));
        });

    [Theory]
    [InlineData("Presenter")]
    [InlineData("owner")]
    [InlineData("")]
    public void An_unknown_role_grants_nothing(string role) => Assert.False(Roles.TryGetGrants(role, out _));

    [Fact]
    public void Grants_that_are_not_named_are_refused() =>
        Assert.Equal(new Grants(), JsonSerializer.Deserialize<Grants>("{}", ContractsJson.Options));

    [Fact]
    public void Grants_come_back_as_they_were() =>
        Gen.Bool.Array[7].Sample(b =>
        {
            var grants = new Grants
            {
                PublishAudio = b[0], PublishVideo = b[1], PublishScreen = b[2], PublishData = b[3], Subscribe = b[4], Hidden = b[5], Admin = b[6],
            };
            Assert.Equal(grants, JsonSerializer.Deserialize<Grants>(JsonSerializer.Serialize(grants, ContractsJson.Options), ContractsJson.Options));
        });

    [Fact]
    public void A_patch_changes_what_it_names()
    {
        var grants = new Grants { PublishAudio = true, Subscribe = true };

        Assert.Equal(new Grants { Subscribe = true, Admin = true }, new GrantsPatch { PublishAudio = false, Admin = true }.Apply(grants));
    }
}
