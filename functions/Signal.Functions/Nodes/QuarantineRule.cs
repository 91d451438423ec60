using Signal.Contracts.Messages;

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

        if (TooManyFail(signs, report => report.IceFailures, options))
        {
            yield return QuarantineReasons.IceFailures;
        }

        if (TooManyFail(signs, report => report.DtlsFailures, options))
        {
            yield return QuarantineReasons.DtlsFailures;
        }

        if (signs.Returns.Count(at => now - at <= options.FlapWindow) > options.MaxReturns)
        {
            yield return QuarantineReasons.Flapping;
        }
    }

    /// <summary>
    /// Whether too many users fail to connect: of all users, and also of those that remain without the users of any one tenant. A firewall
    /// that blocks the users of one tenant is thus no fault of the node. If all users belong to one tenant, they decide alone.
    /// </summary>
    private static bool TooManyFail(NodeSigns signs, Func<ConnectionReport, int> failures, QuarantineOptions options)
    {
        return signs.Connections is { } all
            && all.Attempts >= options.MinConnections
            && IsAbove(failures(all), all.Attempts)
            && signs.TenantConnections.Where(tenant => tenant.Attempts < all.Attempts).All(tenant =>
                IsAbove(failures(all) - failures(tenant), all.Attempts - tenant.Attempts));

        bool IsAbove(int failed, int attempts) => failed > options.MaxFailureShare * attempts;
    }
}
