using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Signal.FunctionsHost.Settings;

/// <summary>The app settings: the environment of this process, overridden by <see cref="RunOptions.Settings"/>.</summary>
internal sealed partial class AppSettings
{
    private readonly IConfiguration _configuration;

    public AppSettings(RunOptions options)
    {
        Overrides = options.Settings.ToDictionary(
            setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);
        _configuration = new ConfigurationBuilder()
            .AddEnvironmentVariables()
            .AddInMemoryCollection(Overrides.Select(setting => KeyValuePair.Create(Key(setting.Key), setting.Value)))
            .Build();
    }

    /// <summary>The environment variables of the worker in addition to those of this process.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; }

    /// <summary>The settings below <c>AzureFunctionsJobHost__</c>, which override host.json.</summary>
    public IEnumerable<KeyValuePair<string, string?>> HostJsonOverrides =>
        _configuration.GetSection("AzureFunctionsJobHost").AsEnumerable(makePathsRelative: true);

    /// <summary>The value of a setting; null when it is not set.</summary>
    public string? this[string name] => _configuration[Key(name)];

    /// <summary>An attribute's value with every <c>%Name%</c> replaced by the setting of that name.</summary>
    /// <exception cref="StartupException">The setting does not exist.</exception>
    public string Resolve(string value, string function) => Reference().Replace(
        value,
        match => this[match.Groups["setting"].Value]
            ?? throw new StartupException($"function '{function}' needs the setting '{match.Groups["setting"].Value}', which is missing"));

    /// <summary>
    /// The Service Bus connection string with the name that a trigger specifies. The lookup order is that of the Functions host:
    /// <c>AzureWebJobs</c> and the name, then the name itself, each in <c>ConnectionStrings</c> first.
    /// </summary>
    /// <exception cref="StartupException">The setting does not exist, or it is an identity-based connection.</exception>
    public string ServiceBusConnection(string name, string function)
    {
        string[] names = [$"ConnectionStrings:AzureWebJobs{name}", $"AzureWebJobs{name}", $"ConnectionStrings:{name}", name];
        if (names.Select(candidate => this[candidate]).FirstOrDefault(value => value is { Length: > 0 }) is { } connection)
        {
            return connection;
        }

        throw new StartupException(this[$"{name}:fullyQualifiedNamespace"] is null
            ? $"function '{function}' needs the setting '{name}' (a Service Bus connection string), which is missing"
            : $"function '{function}' has an identity-based connection ('{name}__fullyQualifiedNamespace'); "
                + $"this host needs a connection string in '{name}'");
    }

    private static string Key(string name) => name.Replace("__", ":", StringComparison.Ordinal);

    [GeneratedRegex("%(?<setting>[^%]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
