namespace Signal.Functions.Nodes;

/// <summary>Decides whether a node is in quarantine.</summary>
internal static class QuarantineRule
{
    /// <summary>
    /// Returns the quarantine after a report; null: none. It begins with a fault, keeps its reason while that fault lasts, and ends when no
    /// fault has been present for <see cref="QuarantineOptions.EndAfter"/>.
    /// </summary>
    public static Quarantine? Decide(Quarantine? current, NodeSigns signs, QuarantineOptions options, DateTimeOffset now)
    {
        var faults = Faults(signs, options, now).ToArray();
        return faults.Length == 0 ? (current is not null && now - current.SeenAt < options.EndAfter ? current : null)
            : current is null ? new Quarantine(faults[0], now, now)
            : new Quarantine(faults.Contains(current.Reason) ? current.Reason : faults[0], current.Since, now);
    }

    private static IEnumerable<string> Faults(NodeSigns signs, QuarantineOptions options, DateTimeOffset now)
    {
        if (signs.Disk >= options.DiskFull)
        {
            yield return QuarantineReasons.DiskFull;
        }

        if (signs.Memory >= options.MemoryFull)
        {
            yield return QuarantineReasons.MemoryFull;
        }

        // A single late report can also be one that took long to send.
        if (signs.ClockOffset.Duration() > options.MaxClockOffset && signs.FormerClockOffset?.Duration() > options.MaxClockOffset)
        {
            yield return QuarantineReasons.ClockOff;
        }

        if (signs.Connections is { } connections && connections.Attempts >= options.MinConnections)
        {
            if (connections.IceFailures > options.MaxFailureShare * connections.Attempts)
            {
                yield return QuarantineReasons.IceFailures;
            }

            if (connections.DtlsFailures > options.MaxFailureShare * connections.Attempts)
            {
                yield return QuarantineReasons.DtlsFailures;
            }
        }

        if (signs.Returns.Count(at => now - at <= options.FlapWindow) > options.MaxReturns)
        {
            yield return QuarantineReasons.Flapping;
        }
    }
}
