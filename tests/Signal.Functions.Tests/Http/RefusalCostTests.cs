using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Http;

/// <summary>The time of a refusal must not reveal whether a service exists: each costs a read of the tables.</summary>
public sealed class RefusalCostTests
{
    [Fact]
    public async Task A_known_service_is_refused_at_the_same_cost_as_an_unknown_one()
    {
        var tables = new AzuriteFixture();
        await tables.InitializeAsync();
        await using var installation = await Installation.StartAsync(tables, ("Admin:ServiceCache", "1h"), ("Tables:Timeout", "1s"));
        var service = await installation.CreateServiceAsync();
        (await service.GetAsync("/v1/rooms")).ShouldBe(200);
        var known = installation.Caller(service.ServiceId, service.Key + "x");
        var unknown = installation.Caller("0123456789abcdef01234567", service.Key);
        (await known.GetAsync("/v1/rooms")).ShouldBeProblem(401, "unauthorized");
        (await unknown.GetAsync("/v1/rooms")).ShouldBeProblem(401, "unauthorized");

        // Requests that need the tables fail without them, though the service itself is cached.
        await tables.KillAsync();

        (await unknown.GetAsync("/v1/rooms")).ShouldBeProblem(503, "unavailable");
        (await known.GetAsync("/v1/rooms")).ShouldBeProblem(503, "unavailable");
    }
}
