namespace Signal.Testing;

/// <summary>
/// Blocks of ports that belong to one process until it ends, by a lock on a file each: test projects that run beside each other choose different ports,
/// also in the time between the choice of a port and its use.
/// </summary>
public sealed class PortBlocks : IDisposable
{
    /// <summary>The ports of a block.</summary>
    public const int Size = 500;

    // Below the range that the kernel gives to outgoing connections.
    private const int Lowest = 20000;
    private const int Count = 24;
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), $"signal-test-ports-{Environment.UserName}");
    private readonly List<FileStream> _held = [];

    /// <summary>The first port of a block that no process has, or null when all have an owner.</summary>
    public int? Take()
    {
        Directory.CreateDirectory(Folder);
        for (var tried = 0; tried < Count; tried++)
        {
            // From another one in each process: ports that were just in use may refuse a new listener.
            var block = (Environment.ProcessId + tried) % Count;
            try
            {
                _held.Add(new FileStream(Path.Combine(Folder, $"{block}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
                return Lowest + (block * Size);
            }
            catch (IOException)
            {
                // It is locked.
            }
        }

        return null;
    }

    /// <summary>Releases the blocks.</summary>
    public void Dispose() => _held.ForEach(file => file.Dispose());
}
