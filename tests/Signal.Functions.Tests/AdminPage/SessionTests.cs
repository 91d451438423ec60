using Signal.Functions.Tests.Hosting;

namespace Signal.Functions.Tests.AdminPage;

public sealed class SessionTests(AdminInstallation admin) : IClassFixture<AdminInstallation>
{
    private const string ActFor = "Signal-Service";

    public static TheoryData<string, string, object?> BadClaims => new()
    {
        { "expired", "exp", -3631L },
        { "lasts longer than an hour", "exp", 1L },
        { "no expiry", "exp", null },
        { "another audience", "aud", "somebody-else" },
        { "an unknown service", "iss", "0123456789abcdef01234567" },
        { "issued in the future", "iat", 40L },
        { "a credential that lasts an hour", "aud", "signal-hybrid" },
    };

    private Installation Installation => admin.Installation;

    [Fact]
    public async Task A_session_token_is_accepted_any_number_of_times()
    {
        var service = await Installation.CreateServiceAsync();
        var session = service.Session();
        var roomId = await service.CreateRoomAsync();

        for (var i = 0; i < 3; i++)
        {
            (await service.GetWithAsync($"/v1/rooms/{roomId}", session)).ShouldBe(200);
        }

        var info = (await service.GetWithAsync("/console/api/session", session)).ShouldBe(200);
        Assert.Equal((service.ServiceId, false), (info.Text("serviceId"), info.Json.GetProperty("isSuperservice").GetBoolean()));
        info = (await service.GetWithAsync("/console/api/session", Installation.Superservice.Session())).ShouldBe(200);
        Assert.True(info.Json.GetProperty("isSuperservice").GetBoolean());
    }

    [Theory]
    [MemberData(nameof(BadClaims))]
    public async Task Tokens_that_are_expired_foreign_or_forged_are_refused_alike(string why, string claim, object? value)
    {
        var service = await Installation.CreateServiceAsync();
        var claims = service.SessionClaims();
        switch (value)
        {
            case null:
                claims.Remove(claim);
                break;
            case < 0L:
                claims["exp"] = (long)claims["exp"] + (long)value;
                claims["iat"] = (long)claims["exp"] - 60;
                break;
            case long seconds:
                claims[claim] = (long)claims[claim] + seconds;
                break;
            default:
                claims[claim] = value;
                break;
        }

        var answer = await service.GetWithAsync("/v1/rooms", "Bearer " + service.Sign(claims));

        Assert.NotEmpty(why);
        answer.ShouldBeProblem(401, "unauthorized");
        Assert.False(answer.Json.TryGetProperty("detail", out _));
    }

    [Fact]
    public async Task A_token_ends_with_its_key()
    {
        var service = await Installation.CreateServiceAsync();
        var stranger = Installation.Caller(service.ServiceId, service.Key + "x");
        var session = service.Session();
        (await service.GetWithAsync("/v1/rooms", stranger.Session())).ShouldBeProblem(401, "unauthorized");
        (await service.GetWithAsync("/v1/rooms", session)).ShouldBe(200);

        (await Installation.Superservice.PostAsync($"/v1/services/{service.ServiceId}/keys?graceSeconds=0", new { })).ShouldBe(201);

        await Signal.Testing.Eventually.TrueAsync(async () => (await service.GetWithAsync("/v1/rooms", session)).Status == 401);
    }

    [Fact]
    public async Task The_superservice_acts_for_a_service_with_the_rights_of_that_service()
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();
        var (super, session) = (Installation.Superservice, Installation.Superservice.Session());

        (await super.GetWithAsync($"/v1/rooms/{roomId}", session)).ShouldBe(404);
        (await super.GetWithAsync($"/v1/rooms/{roomId}", session, (ActFor, service.ServiceId))).ShouldBe(200);
        (await super.GetWithAsync("/v1/nodes", session, (ActFor, service.ServiceId))).ShouldBeProblem(403, "forbidden");
        (await super.GetWithAsync("/v1/rooms", session, (ActFor, "not-there"))).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task No_service_acts_for_another_and_no_single_use_credential_acts_for_any()
    {
        var owner = await Installation.CreateServiceAsync();
        var other = await Installation.CreateServiceAsync();
        var roomId = await owner.CreateRoomAsync();
        var super = Installation.Superservice;

        (await other.GetWithAsync($"/v1/rooms/{roomId}", other.Session(), (ActFor, owner.ServiceId))).ShouldBe(404);
        (await super.GetWithAsync($"/v1/rooms/{roomId}", "Bearer " + super.Sign(super.Claims()), (ActFor, owner.ServiceId))).ShouldBe(404);
    }
}
