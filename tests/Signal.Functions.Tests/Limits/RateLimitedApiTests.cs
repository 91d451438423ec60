using Signal.Functions.Tests.Hosting;
using Signal.Functions.Tests.Nuve;
using Signal.Testing;

namespace Signal.Functions.Tests.Limits;

public sealed class RateLimitedApiTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_caller_over_its_limit_gets_a_retry_time()
    {
        await using var installation = await StartAsync("Caller");
        var service = await installation.CreateServiceAsync();
        (await service.GetAsync("/v1/rooms")).ShouldBe(200);
        var refused = (await service.GetAsync("/v1/rooms")).ShouldBeProblem(429, "rate-limited");
        Assert.InRange(refused.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

        var nuve = await new NuveCaller(installation, service.ServiceId, service.Key).SendAsync("GET", "/nuve/rooms");
        Assert.Equal((428, "Too Many Requests-single"), (nuve.Status, nuve.Body));
        Assert.Equal(200, (await installation.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/healthz/live"))).Status);
    }

    [Fact]
    public async Task Callers_behind_one_proxy_are_distinguished_by_the_header_that_it_writes()
    {
        await using var installation = await StartAsync("Caller", ("Limits:CallerAddressHeader", "X-Azure-ClientIP"));
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal(401, (await CallAsync($"198.51.100.{i}")).Status);
            Assert.Equal(401, (await CallAsync($"198.51.100.{i}")).Status);
            (await CallAsync($"198.51.100.{i}")).ShouldBeProblem(429, "rate-limited");
        }

        Task<Answer> CallAsync(string address)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/v1/rooms");
            request.Headers.Add("X-Azure-ClientIP", address);
            return installation.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_service_over_its_limit_does_not_delay_others()
    {
        await using var installation = await StartAsync("Service");
        var one = await installation.CreateServiceAsync();
        var other = await installation.CreateServiceAsync();
        (await one.GetAsync("/v1/rooms")).ShouldBe(200);
        (await one.GetAsync("/v1/rooms")).ShouldBe(200);
        (await one.GetAsync("/v1/rooms")).ShouldBeProblem(429, "rate-limited");
        (await other.GetAsync("/v1/rooms")).ShouldBe(200);
    }

    [Fact]
    public async Task The_global_limit_holds_over_all_instances()
    {
        await using var installation = await StartAsync("Global");
        await installation.AddInstanceAsync();
        var first = new NuveCaller(installation, Installation.SuperserviceId, Installation.SuperserviceKey);
        Assert.Equal(200, (await first.SendWithAsync("GET", "/nuve/rooms", first.Header(), instance: 0)).Status);
        Assert.Equal(200, (await first.SendWithAsync("GET", "/nuve/rooms", first.Header(), instance: 1)).Status);
        foreach (var instance in new[] { 0, 1 })
        {
            var refused = await first.SendWithAsync("GET", "/nuve/rooms", first.Header(), instance: instance);
            Assert.Equal((429, "Too Many Requests-single"), (refused.Status, refused.Body));
        }
    }

    // Windows of an hour, so that none ends within a test; and the shared counts decide, regardless of the machine's speed.
    private Task<Installation> StartAsync(string rule, params (string Key, string Value)[] settings) => Installation.StartAsync(
        azurite,
        [
            ($"Limits:{rule}:Enabled", "true"), ($"Limits:{rule}:Points", "2"), ($"Limits:{rule}:Seconds", "3600"),
            ("Limits:StorageTimeout", "30s"), .. settings,
        ]);
}
