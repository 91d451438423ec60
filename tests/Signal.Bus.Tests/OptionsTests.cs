using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Signal.Bus.Tests;

public sealed class OptionsTests
{
    private const string Good = "Endpoint=sb://127.0.0.1:5672;SharedAccessKeyName=n;SharedAccessKey=c2VjcmV0LWtleQ==;UseDevelopmentEmulator=true";

    [Fact]
    public Task A_good_connection_string_starts() => StartAsync(("ServiceBus", Good));

    [Theory]
    [InlineData("no setting at all", null, null)]
    [InlineData("not a connection string", "ServiceBus", "hello")]
    [InlineData("no endpoint", "ServiceBus", "SharedAccessKeyName=n;SharedAccessKey=c2VjcmV0LWtleQ==")]
    [InlineData("one entity only", "ServiceBus", Good + ";EntityPath=queue")]
    [InlineData("two ways in", "ServiceBus:fullyQualifiedNamespace", "name.servicebus.windows.net")]
    public async Task A_bad_setting_fails_the_start_without_exposing_the_key(string why, string? key, string? value)
    {
        (string, string)[] settings = key is null ? [] : key == "ServiceBus" ? [(key, value!)] : [("ServiceBus", Good), (key, value!)];

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(settings));

        Assert.Contains("Service", error.Message, StringComparison.Ordinal);
        Assert.False(error.Message.Contains("c2VjcmV0LWtleQ==", StringComparison.Ordinal), why);
    }

    [Fact]
    public async Task A_time_out_of_zero_fails_the_start() =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(("ServiceBus", Good), ("ServiceBus:SendTimeout", "00:00:00")));

    private static async Task StartAsync(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddMessageBus(builder.Configuration);
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
