using Signal.Contracts.Messages;

namespace Signal.Functions.Nodes;

/// <summary>What is known of the health of a node.</summary>
/// <param name="Disk">The usage of its disk, 0 to 1; null: unknown.</param>
/// <param name="Memory">The usage of its memory, 0 to 1; null: unknown.</param>
/// <param name="ClockOffset">The lead of its clock in the last report; negative: it lags.</param>
/// <param name="FormerClockOffset">The same in the report before; null: there is none.</param>
/// <param name="Connections">The outcomes of the recent connections of its peers; null: unknown.</param>
/// <param name="TenantConnections">The same for each tenant whose users failed to connect.</param>
/// <param name="Returns">When it restarted, or reported again after a gap.</param>
public sealed record NodeSigns(
    double? Disk,
    double? Memory,
    TimeSpan ClockOffset,
    TimeSpan? FormerClockOffset,
    ConnectionReport? Connections,
    IReadOnlyList<ConnectionReport> TenantConnections,
    IReadOnlyList<DateTimeOffset> Returns);
