using System.Security.Cryptography;
using Signal.Hosting.Startup;

namespace Signal.Local.Stack;

/// <summary>The state folder of a stack: logs, table data, keys. A lock ensures that only one stack uses it at a time.</summary>
internal sealed class StateFolder : IDisposable
{
    // EWOULDBLOCK on Linux: another process holds the lock.
    private const int WouldBlock = 11;

    private readonly FileStream _lock;

    private StateFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The path of the folder.</summary>
    public string Path { get; }

    /// <summary>The path of the log folder.</summary>
    public string Logs => PathOf("logs");

    /// <summary>Locks the folder, and creates it when it does not exist.</summary>
    /// <exception cref="StartupException">Another stack uses the folder, or it is not writable.</exception>
    public static StateFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(path, "logs"));
            return new StateFolder(path, new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException failure) when (failure.HResult == WouldBlock)
        {
            throw new StartupException($"{path} is in use by another stack; stop it, or choose another folder with --state", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{path} cannot be written ({failure.Message.TrimEnd('.')}); choose another folder with --state", failure);
        }
    }

    /// <summary>A path below the folder.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A secret of this stack, generated on the first start and stored in a file that only its owner can read.</summary>
    public string Secret(string name)
    {
        if (ReadPrivate(name) is { Length: > 0 } known)
        {
            return known;
        }

        var secret = RandomNumberGenerator.GetHexString(48, lowercase: true);
        WritePrivate(name, secret);
        return secret;
    }

    /// <summary>The content of a private file; null when it does not exist.</summary>
    /// <exception cref="StartupException">The file belongs to another user.</exception>
    public string? ReadPrivate(string name)
    {
        try
        {
            return File.Exists(PathOf(name)) ? File.ReadAllText(PathOf(name)).Trim() : null;
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new StartupException($"{PathOf(name)} belongs to another user; change its owner, or choose another folder with --state", failure);
        }
    }

    /// <summary>Atomically writes a file that only its owner can read.</summary>
    public void WritePrivate(string name, string text)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        var beside = PathOf(name + ".new");
        using (var writer = new StreamWriter(beside, options))
        {
            writer.WriteLine(text);
        }

        File.Move(beside, PathOf(name), overwrite: true);
    }

    public void Dispose() => _lock.Dispose();
}
