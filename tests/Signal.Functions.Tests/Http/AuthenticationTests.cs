using Signal.Functions.Tests.Hosting;

namespace Signal.Functions.Tests.Http;

public sealed class AuthenticationTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    public static TheoryData<string, string, object?> BadClaims => new()
    {
        { "expired", "exp", -31L },
        { "lives longer than five minutes", "exp", 301L },
        { "issued in the future", "iat", 40L },
        { "not yet good", "nbf", 40L },
        { "another audience", "aud", "somebody-else" },
        { "no audience", "aud", null },
        { "no id", "jti", null },
        { "an id that is no text", "jti", 17L },
        { "an endless id", "jti", new string('x', 129) },
        { "no issuer", "iss", null },
        { "an unknown issuer", "iss", "0123456789abcdef01234567" },
        { "an issuer that is a path", "iss", "../services" },
        { "no expiry", "exp", null },
        { "an expiry that is no number", "exp", "soon" },
    };

    private Installation Installation => shared.Installation;

    [Theory]
    [MemberData(nameof(BadClaims))]
    public async Task Bad_claims_are_refused_without_a_reason(string why, string claim, object? value)
    {
        var service = await Installation.CreateServiceAsync();
        var claims = service.Claims();
        var now = (long)claims["iat"];
        switch (value)
        {
            case null:
                claims.Remove(claim);
                break;
            case long seconds when claim is "exp" or "iat" or "nbf":
                claims[claim] = now + seconds;
                claims["iat"] = claim == "exp" && seconds < 0 ? now + seconds - 10 : claims["iat"];
                claims["exp"] = claim == "iat" ? now + seconds + 60 : claims["exp"];
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

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer ..")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Headers_that_hold_no_credential_are_refused(string header) =>
        (await Installation.Superservice.GetWithAsync("/v1/rooms", header)).ShouldBeProblem(401, "unauthorized");

    [Fact]
    public async Task Other_algorithms_and_other_keys_are_refused()
    {
        var service = await Installation.CreateServiceAsync();
        var stranger = Installation.Caller(service.ServiceId, service.Key + "x");

        (await service.GetWithAsync("/v1/rooms", "Bearer " + service.Sign(service.Claims(), "none"))).ShouldBeProblem(401, "unauthorized");
        (await service.GetWithAsync("/v1/rooms", "Bearer " + service.Sign(service.Claims(), "RS256"))).ShouldBeProblem(401, "unauthorized");
        (await service.GetWithAsync("/v1/rooms", "Bearer " + service.Sign(service.Claims(), kid: "not-its-key"))).ShouldBeProblem(401, "unauthorized");
        (await service.GetWithAsync("/v1/rooms", "Bearer " + stranger.Sign(service.Claims()))).ShouldBeProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A_credential_works_once_whichever_instance_sees_it()
    {
        var service = await Installation.CreateServiceAsync();
        var elsewhere = Installation.Caller(service.ServiceId, service.Key, instance: 1);
        var credential = "Bearer " + service.Sign(service.Claims());

        (await service.GetWithAsync("/v1/rooms", credential)).ShouldBe(200);

        (await service.GetWithAsync("/v1/rooms", credential)).ShouldBeProblem(401, "unauthorized");
        (await elsewhere.GetWithAsync("/v1/rooms", credential)).ShouldBeProblem(401, "unauthorized");
        (await elsewhere.GetWithAsync("/v1/rooms/not-there", credential)).ShouldBeProblem(401, "unauthorized");
    }

    [Fact]
    public async Task Of_many_simultaneous_uses_of_one_credential_exactly_one_passes()
    {
        var service = await Installation.CreateServiceAsync();
        var callers = new[] { service, Installation.Caller(service.ServiceId, service.Key, instance: 1) };
        var credential = "Bearer " + service.Sign(service.Claims());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => callers[i % 2].GetWithAsync("/v1/rooms", credential)));

        Assert.Single(answers, a => a.Status == 200);
        Assert.Equal(19, answers.Count(a => a.Status == 401));
    }

    [Fact]
    public async Task Parallel_requests_with_credentials_of_their_own_all_pass()
    {
        var service = await Installation.CreateServiceAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => service.GetAsync("/v1/rooms")));

        Assert.All(answers, a => a.ShouldBe(200));
    }
}
