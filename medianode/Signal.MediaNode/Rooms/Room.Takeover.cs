using Signal.Contracts.Messages;
using Signal.MediaNode.Links;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms.Parts;

namespace Signal.MediaNode.Rooms;

/// <summary>
/// The change of the room's home, when the control plane has declared it lost: the satellite that the control plane names becomes the home,
/// the others attach to it. Their media go on.
/// </summary>
internal sealed partial class Room
{
    private long _homeVersion;

    /// <summary>The version of the home: it grows with each takeover, so that older messages and tokens do not change the home back.</summary>
    public long HomeVersion => Volatile.Read(ref _homeVersion);

    /// <summary>The control plane has named another home. Has no effect on a home: it is moved as a whole.</summary>
    public void ChangeHome(NodeInstance home, long version) => Mailbox.Post(() => ChangeHomeNow(home, version));

    /// <summary>The home is lost, and no other one was named: the clients are asked to move, and the part closes at the deadline.</summary>
    public void LeaveLostHome(DateTimeOffset deadline)
    {
        LogOrphaned(Id, Home);
        Migrate(new Migrate(MigrateReason.Elsewhere, deadline));
    }

    private void ChangeHomeNow(NodeInstance home, long version)
    {
        if (_closed || version <= _homeVersion || _home is not { } former)
        {
            return;
        }

        if (former.Home == home)
        {
            Volatile.Write(ref _homeVersion, version);
            return;
        }

        LogHomeChanged(Id, former.Home, home, version);
        foreach (var member in _remote.Values.Where(member => member.Part == former.Home).ToList())
        {
            RemoveRemote(member, PeerLeftReason.Lost);
        }

        if (_closed)
        {
            return;
        }

        // The attachments with the next home are numbered from 1.
        foreach (var member in _remote.Values)
        {
            member.Attachment = 0;
        }

        if (home == _services.Node.Instance)
        {
            BecomeHome();
        }
        else
        {
            _home = new HomeConnection(home, this, _services);
        }

        // In this order: who reads the version finds the home of that version, and a request that ends with the former connection is repeated there.
        Volatile.Write(ref _homeVersion, version);
        _home?.Start();
        former.Stop();
        WaitForPeers();
    }

    /// <summary>The other satellites attach within the lease; the peers of one that does not are removed.</summary>
    private void BecomeHome()
    {
        foreach (var part in _remote.Values.Select(member => member.Part).Distinct().ToList())
        {
            SatelliteAt(part).Lose(_services.Options.PartLease);
        }

        _journal = _services.JournalOf(Tenant, Id);
        _journal.Roster(Infos(), isOpen: true);
        _report = Describe();
        _home = null;
    }

    /// <summary>Requests a decision of the home, which may change meanwhile: then the next one decides.</summary>
    private async Task DecideAtHomeAsync<TRequest>(
        LinkMethod<TRequest, Accepted> method, TRequest request, Action decideHere, CancellationToken cancellationToken)
    {
        while (_home is { } home)
        {
            try
            {
                await home.RequestAsync(method, request, cancellationToken);
                return;
            }
            catch (SignalException) when (_home != home)
            {
                // The request ended with the connection to the former home.
            }
        }

        await Mailbox.RunAsync(() =>
        {
            decideHere();
            return true;
        });
    }

    [LoggerMessage(
        EventIds.PartOrphaned,
        LogLevel.Warning,
        "Room {Room}: the home {Home} is lost, and there is no other one; its participants here are asked to move")]
    private partial void LogOrphaned(string room, NodeInstance home);

    [LoggerMessage(EventIds.HomeChanged, LogLevel.Warning, "Room {Room}: the home {Former} is lost; the next one is {Home}, version {Version}")]
    private partial void LogHomeChanged(string room, NodeInstance former, NodeInstance home, long version);
}
