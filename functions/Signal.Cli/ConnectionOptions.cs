using System.CommandLine;
using Signal.Cli.Output;
using Signal.Cli.Profiles;

namespace Signal.Cli;

/// <summary>The global options: the control plane, the credentials and the output format.</summary>
internal sealed class ConnectionOptions
{
    public Option<string?> Profile { get; } = Recursive<string?>("--profile", "The name of the profile. Environment variable: SIGNAL_PROFILE.");

    public Option<string?> Url { get; } = Recursive<string?>("--url", "The URL of the control plane. Environment variable: SIGNAL_URL.");

    public Option<string?> Service { get; } = Recursive<string?>("--service", "The service id. Environment variable: SIGNAL_SERVICE.");

    public Option<FileInfo?> KeyFile { get; } =
        Recursive<FileInfo?>("--key-file", "A file that contains the service key. Environment variable: SIGNAL_KEY, with the key itself.");

    public Option<string?> KeyId { get; } = Recursive<string?>("--key-id", "The key id. Environment variable: SIGNAL_KEY_ID.");

    public Option<OutputFormat> Format { get; } = Recursive<OutputFormat>("--output", "The output format: json or table.", "-o");

    public IEnumerable<Option> All => [Profile, Url, Service, KeyFile, KeyId, Format];

    /// <summary>Resolves the connection: each value comes from its option, then its environment variable, then the profile.</summary>
    /// <exception cref="CliException">A value is missing or not valid.</exception>
    public Profile Resolve(ParseResult parsed, CliEnvironment environment)
    {
        var profile = ReadProfile(parsed.GetValue(Profile) ?? environment.Variable("SIGNAL_PROFILE"), environment);
        var url = parsed.GetValue(Url) ?? environment.Variable("SIGNAL_URL") ?? profile?.Url.ToString();
        var service = parsed.GetValue(Service) ?? environment.Variable("SIGNAL_SERVICE") ?? profile?.Service;
        var key = ReadKey(parsed.GetValue(KeyFile)) ?? environment.Variable("SIGNAL_KEY") ?? profile?.Key;
        if (url is null || service is null || key is null)
        {
            throw new CliException(
                ExitCodes.Usage, "no control plane is configured; run 'signal profiles set', or set SIGNAL_URL, SIGNAL_SERVICE and SIGNAL_KEY");
        }

        return new Profile(ParseUrl(url), service, key, parsed.GetValue(KeyId) ?? environment.Variable("SIGNAL_KEY_ID") ?? profile?.KeyId);
    }

    /// <summary>Parses the base URL of the API and appends a slash.</summary>
    /// <exception cref="CliException">It is not an absolute http or https URL.</exception>
    public static Uri ParseUrl(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && (url.Scheme is "http" or "https")
            ? url
            : throw new CliException(ExitCodes.Usage, $"'{text}' is not an http or https URL");

    public static string? ReadKey(FileInfo? file) => file is null ? null : File.ReadAllText(file.FullName).Trim();

    private static Profile? ReadProfile(string? name, CliEnvironment environment)
    {
        var file = new ProfileStore(environment.ConfigFolder).Read();
        if ((name ?? file.Current) is not { } wanted)
        {
            return null;
        }

        return file.Profiles.TryGetValue(wanted, out var profile) ? profile : throw new CliException(ExitCodes.Usage, $"profile '{wanted}' does not exist");
    }

    private static Option<T> Recursive<T>(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Recursive = true };
}
