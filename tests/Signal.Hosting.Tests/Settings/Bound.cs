using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signal.Hosting.Settings;

namespace Signal.Hosting.Tests.Settings;

/// <summary>Sample settings from environment variables, as a process reads them.</summary>
internal static class Bound
{
    public static SampleSettings To(params (string Variable, string Value)[] variables)
    {
        var values = variables.ToDictionary(pair => pair.Variable.Replace("__", ":", StringComparison.Ordinal), pair => (string?)pair.Value);
        values.TryAdd("Reports:Name", "node");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        using var services = new ServiceCollection().AddSettings<SampleSettings>(configuration).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.GetRequiredService<SampleSettings>();
    }

    public static IReadOnlyList<string> Refused(params (string Variable, string Value)[] variables) =>
        [.. Assert.Throws<OptionsValidationException>(() => To(variables)).Failures];
}
