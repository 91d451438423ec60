using Signal.Contracts.Messages;

namespace Signal.MediaNode.Telemetry;

/// <summary>
/// The outcomes of the media connections of the last five minutes, for the reports: the latest one of each user, so that nobody makes the
/// node look faulty by connecting again and again.
/// </summary>
internal sealed class ConnectionCounts(TimeProvider time)
{
    /// <summary>The maximum number of users that are counted. More would not change the shares.</summary>
    public const int MaxUsers = 5000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Tenant, string UserId), (ConnectionOutcome Outcome, long At)> _latest = [];

    /// <summary>The counts now.</summary>
    public ConnectionReport Report
    {
        get
        {
            lock (_lock)
            {
                foreach (var (user, entry) in _latest)
                {
                    if (time.GetElapsedTime(entry.At) > Window)
                    {
                        _latest.Remove(user);
                    }
                }

                return new()
                {
                    Attempts = _latest.Count,
                    IceFailures = _latest.Values.Count(entry => entry.Outcome == ConnectionOutcome.IceFailed),
                    DtlsFailures = _latest.Values.Count(entry => entry.Outcome == ConnectionOutcome.DtlsFailed),
                };
            }
        }
    }

    /// <summary>Sets the latest outcome of a user.</summary>
    public void Add(string tenant, string userId, ConnectionOutcome outcome)
    {
        lock (_lock)
        {
            if (_latest.Count < MaxUsers || _latest.ContainsKey((tenant, userId)))
            {
                _latest[(tenant, userId)] = (outcome, time.GetTimestamp());
            }
        }
    }
}

/// <summary>How the attempt to connect a transport ended.</summary>
internal enum ConnectionOutcome
{
    Connected,
    IceFailed,
    DtlsFailed,
}
