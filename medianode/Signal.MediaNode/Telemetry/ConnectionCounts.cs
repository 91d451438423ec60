using Signal.Contracts.Messages;

namespace Signal.MediaNode.Telemetry;

/// <summary>The outcomes of the media connections of the last five minutes, for the reports.</summary>
internal sealed class ConnectionCounts(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly RecentCount _attempts = new(time, Window);
    private readonly RecentCount _iceFailures = new(time, Window);
    private readonly RecentCount _dtlsFailures = new(time, Window);

    public ConnectionReport Report => new()
    {
        Attempts = _attempts.Value, IceFailures = _iceFailures.Value, DtlsFailures = _dtlsFailures.Value,
    };

    public void Add(ConnectionOutcome outcome)
    {
        _attempts.AddIf(true);
        _iceFailures.AddIf(outcome == ConnectionOutcome.IceFailed);
        _dtlsFailures.AddIf(outcome == ConnectionOutcome.DtlsFailed);
    }
}

/// <summary>How the attempt to connect a transport ended.</summary>
internal enum ConnectionOutcome
{
    Connected,
    IceFailed,
    DtlsFailed,
}
