using System.Text.Json;

namespace Signal.Cli.Profiles;

/// <summary>Stores profiles in a file that only its owner can read.</summary>
internal sealed class ProfileStore(string folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _path = Path.Combine(folder, "profiles.json");

    /// <exception cref="CliException">The file is not valid.</exception>
    public ProfileFile Read()
    {
        if (!File.Exists(_path))
        {
            return new ProfileFile();
        }

        try
        {
            using var file = File.OpenRead(_path);
            return JsonSerializer.Deserialize(file, CliJson.Default.ProfileFile) ?? new ProfileFile();
        }
        catch (JsonException error)
        {
            throw new CliException(ExitCodes.Usage, $"{_path} is not valid: {error.Message}");
        }
    }

    /// <summary>Replaces the file atomically.</summary>
    public void Write(ProfileFile content)
    {
        Directory.CreateDirectory(folder);
        var next = _path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(next, options))
        {
            JsonSerializer.Serialize(file, content, CliJson.Default.ProfileFile);
        }

        File.Move(next, _path, overwrite: true);
    }
}
