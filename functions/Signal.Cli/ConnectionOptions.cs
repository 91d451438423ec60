using System.CommandLine;
using Signal.Cli.Output;
using Signal.Cli.Profiles;

namespace Signal.Cli;

/// <summary>The options of every call: which control plane, as which service, and how results are written.</summary>
internal sealed class ConnectionOptions
{
    public Option<string?> Profile { get; } = Recursive<string?>("--profile", "The profile to use. Variable: SIGNAL_PROFILE.");

    public Option<string?> Url { get; } = Recursive<string?>("--url", "The control plane's address. Variable: SIGNAL_URL.");

    public Option<string?> Service { get; } = Recursive<string?>("--service", "The service's id. Variable: SIGNAL_SERVICE.");

    public Option<FileInfo?> KeyFile { get; } =
        Recursive<FileInfo?>("--key-file", "A file that holds the service's key. Variable: SIGNAL_KEY holds the key itself.");

    public Option<string?> KeyId { get; } = Recursive<string?>("--key-id", "The key's id. Variable: SIGNAL_KEY_ID.");

    public Option<OutputFormat> Format { get; } = Recursive<OutputFormat>("--output", "json or table.", "-o");

    public IEnumerable<Option> All => [Profile, Url, Service, KeyFile, KeyId, Format];

    /// <summary>Finds the connection: each value from its option, else its variable, else the profile.</summary>
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
                ExitCodes.Usage, "no control plane is configured: run 'signal profiles set', or set SIGNAL_URL, SIGNAL_SERVICE and SIGNAL_KEY");
        }

        return new Profile(ParseUrl(url), service, key, parsed.GetValue(KeyId) ?? environment.Variable("SIGNAL_KEY_ID") ?? profile?.KeyId);
    }

    /// <summary>Reads an address; the paths of the API are below it.</summary>
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

        return file.Profiles.TryGetValue(wanted, out var profile) ? profile : throw new CliException(ExitCodes.Usage, $"there is no profile '{wanted}'");
    }

    private static Option<T> Recursive<T>(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Recursive = true };
}
