using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signal.Functions.Scaling;

namespace Signal.Functions.Tests.Scaling;

public sealed class ScaleSetClientTests
{
    [Fact]
    public async Task An_app_without_an_identity_says_what_to_do()
    {
        await using var azure = await ResourceManager.StartAsync("node-1");
        await using var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        var client = new ScaleSetClient(
            services.GetRequiredService<IHttpClientFactory>(),
            new EnvironmentCredential(),
            Options.Create(new ScalingOptions { ScaleSet = ResourceManager.ScaleSet, ManagementUrl = azure.Url }));

        var failure = await Assert.ThrowsAsync<ScaleSetException>(() => client.ReadAsync(TestContext.Current.CancellationToken));

        Assert.Equal("Azure issues no token for this app: run it with a managed identity, or leave Scaling__ScaleSet empty", failure.Message);
    }
}
