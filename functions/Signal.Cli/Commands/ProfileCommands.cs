using System.CommandLine;
using Signal.Cli.Profiles;

namespace Signal.Cli.Commands;

/// <summary><c>signal profiles</c></summary>
internal static class ProfileCommands
{
    public static Command Create(CliEnvironment environment)
    {
        var store = new ProfileStore(environment.ConfigFolder);
        return new("profiles", "Manages named connections to control planes.") { List(environment, store), Set(environment, store), Use(store), Remove(store) };
    }

    private static Argument<string> Name() => new("name") { Description = "The name of the profile." };

    private static Command List(CliEnvironment environment, ProfileStore store)
    {
        var command = new Command("list", "Lists the profiles; an asterisk marks the current one.");
        command.SetAction(async (_, _) =>
        {
            var file = store.Read();
            foreach (var (name, profile) in file.Profiles)
            {
                await environment.Output.WriteLineAsync($"{(name == file.Current ? "*" : " ")} {name}  {profile.Url}  {profile.Service}");
            }
        });
        return command;
    }

    private static Command Set(CliEnvironment environment, ProfileStore store)
    {
        var name = Name();
        var url = new Argument<string>("address") { Description = "The URL of the control plane." };
        var service = new Argument<string>("service") { Description = "The service id." };
        var command = new Command("set", "Adds or replaces a profile and makes it current. The key is read from --key-file, SIGNAL_KEY or standard input.")
        {
            name, url, service,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var key = ConnectionOptions.ReadKey(parsed.GetValue<FileInfo?>("--key-file"))
                ?? environment.Variable("SIGNAL_KEY")
                ?? (await environment.Input.ReadLineAsync(cancellationToken))?.Trim();
            if (string.IsNullOrEmpty(key))
            {
                throw new CliException(ExitCodes.Usage, "the service key is missing; use --key-file, SIGNAL_KEY or standard input");
            }

            var profile = new Profile(
                ConnectionOptions.ParseUrl(parsed.GetRequiredValue(url)), parsed.GetRequiredValue(service), key, parsed.GetValue<string?>("--key-id"));
            var file = store.Read();
            file.Profiles[parsed.GetRequiredValue(name)] = profile;
            store.Write(file with { Current = parsed.GetRequiredValue(name) });
        });
        return command;
    }

    private static Command Use(ProfileStore store)
    {
        var name = Name();
        var command = new Command("use", "Makes a profile current.") { name };
        command.SetAction(parsed =>
        {
            var file = Known(store, parsed.GetRequiredValue(name));
            store.Write(file with { Current = parsed.GetRequiredValue(name) });
        });
        return command;
    }

    private static Command Remove(ProfileStore store)
    {
        var name = Name();
        var command = new Command("remove", "Removes a profile and its key.") { name };
        command.SetAction(parsed =>
        {
            var file = Known(store, parsed.GetRequiredValue(name));
            file.Profiles.Remove(parsed.GetRequiredValue(name));
            store.Write(file.Current == parsed.GetRequiredValue(name) ? file with { Current = null } : file);
        });
        return command;
    }

    private static ProfileFile Known(ProfileStore store, string name)
    {
        var file = store.Read();
        return file.Profiles.ContainsKey(name) ? file : throw new CliException(ExitCodes.NotFound, $"profile '{name}' does not exist");
    }
}
