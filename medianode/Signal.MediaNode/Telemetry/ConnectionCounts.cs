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

    /// <summary>The maximum number of users of one tenant that are counted, so that one tenant does not displace the others.</summary>
    public const int MaxUsersOfTenant = 500;

    /// <summary>The maximum number of tenants that are counted separately. Each other one has at most a twentieth of the failures.</summary>
    public const int MaxTenants = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<string, (ConnectionOutcome Outcome, long At)>> _latest = [];
    private int _users;

    /// <summary>The counts now.</summary>
    /// <returns>The counts of all tenants, and of each tenant with failures, most failures first.</returns>
    public (ConnectionReport All, IReadOnlyList<ConnectionReport> Tenants) Measure()
    {
        lock (_lock)
        {
            RemoveExpired();
            var tenants = _latest.Values.Select(Count).ToList();
            var all = new ConnectionReport
            {
                Attempts = _users,
                IceFailures = tenants.Sum(tenant => tenant.IceFailures),
                DtlsFailures = tenants.Sum(tenant => tenant.DtlsFailures),
            };
            return (all, [.. tenants.Where(tenant => FailuresOf(tenant) > 0).OrderByDescending(FailuresOf).Take(MaxTenants)]);
        }
    }

    /// <summary>Sets the latest outcome of a user.</summary>
    public void Add(string tenant, string userId, ConnectionOutcome outcome)
    {
        lock (_lock)
        {
            var users = _latest.GetValueOrDefault(tenant);
            var isNew = users?.ContainsKey(userId) != true;
            if (isNew && (_users == MaxUsers || users?.Count == MaxUsersOfTenant))
            {
                return;
            }

            users ??= _latest[tenant] = [];
            users[userId] = (outcome, time.GetTimestamp());
            _users += isNew ? 1 : 0;
        }
    }

    private static int FailuresOf(ConnectionReport report) => report.IceFailures + report.DtlsFailures;

    private static ConnectionReport Count(Dictionary<string, (ConnectionOutcome Outcome, long At)> users) => new()
    {
        Attempts = users.Count,
        IceFailures = users.Values.Count(user => user.Outcome == ConnectionOutcome.IceFailed),
        DtlsFailures = users.Values.Count(user => user.Outcome == ConnectionOutcome.DtlsFailed),
    };

    private void RemoveExpired()
    {
        foreach (var (tenant, users) in _latest)
        {
            foreach (var (userId, entry) in users)
            {
                if (time.GetElapsedTime(entry.At) > Window)
                {
                    users.Remove(userId);
                    _users--;
                }
            }

            if (users.Count == 0)
            {
                _latest.Remove(tenant);
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
