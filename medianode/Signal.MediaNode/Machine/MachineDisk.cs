namespace Signal.MediaNode.Machine;

/// <summary>The share of a file system in use: of what a process without special rights can write.</summary>
/// <param name="path">A directory on the file system.</param>
internal sealed class MachineDisk(string path)
{
    private readonly DriveInfo _drive = new(path);

    /// <summary>Measures the share, 0 to 1; null where the system does not report it.</summary>
    public double? Measure()
    {
        try
        {
            // Blocks that are reserved for root are neither available nor used by files.
            var total = _drive.TotalSize;
            return total > 0 ? Math.Round(1 - Math.Clamp((double)_drive.AvailableFreeSpace / total, 0, 1), 4) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
