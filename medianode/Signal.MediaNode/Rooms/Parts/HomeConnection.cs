using System.Diagnostics.CodeAnalysis;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Links;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>
/// The connection of a satellite to the room's home. It attaches, and attaches again whenever the link was lost or a change is missing.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A cancellation source without a timer or wait handle needs no disposal.")]
internal sealed partial class HomeConnection(NodeInstance home, Room room, RoomServices services)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(2);

    private readonly ILogger _logger = services.Logger;
    private readonly CancellationTokenSource _stop = new();
    private long _lostAt = services.Time.GetTimestamp();
    private volatile TaskCompletionSource<Attachment> _attached = New<Attachment>();

    // Accessed in the room's mailbox only.
    private TaskCompletionSource _gap = New();
    private Link? _link;
    private long _attachments;
    private long _sequence;
    private ChangeNumber _applied;

    /// <summary>The home.</summary>
    public NodeInstance Home => home;

    /// <summary>The current attachment; null: none.</summary>
    public Attachment? Current => _attached.Task is { IsCompletedSuccessfully: true } attached ? attached.Result : null;

    /// <summary>The number of the attachment that the changes belong to.</summary>
    public long Number => _attachments;

    /// <summary>Starts to attach.</summary>
    public void Start() => _ = RunAsync();

    /// <summary>Detaches.</summary>
    public void Stop()
    {
        Report(new PartDetached());
        _stop.Cancel();
    }

    /// <summary>Sends a request to the home, once attached. Returns the attachment.</summary>
    /// <exception cref="SignalException">The home has refused the request, or cannot be reached.</exception>
    public async Task<Attachment> RequestAsync<TRequest>(LinkMethod<TRequest, Accepted> method, TRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
            var attachment = await _attached.Task.WaitAsync(services.LinkOptions.RequestTimeout, services.Time, either.Token);
            await attachment.Link.RequestAsync(method, request, either.Token);
            return attachment;
        }
        catch (Exception error) when (error is TimeoutException or LinkUnavailableException or OperationCanceledException)
        {
            throw new SignalException(SignalErrorCode.Internal, "The home of the room cannot be reached.", error);
        }
    }

    /// <summary>
    /// Reports a change to the home. Without an attachment it is dropped: the next one begins with the part's whole state. Called in the room's
    /// mailbox.
    /// </summary>
    public void Report(RoomChange change) => Current?.Link.Notify(PartProtocol.Report, new SatelliteReport(room.Key, change, _applied));

    /// <summary>Whether a change is the next one of the attachment: then it is applied. Called in the room's mailbox.</summary>
    public bool Accept(Link link, HomeChange change)
    {
        if (link != _link || change.Attachment != _attachments)
        {
            return false;
        }

        if (change.Sequence == _sequence + 1)
        {
            _applied = new ChangeNumber(change.Attachment, ++_sequence);
            return true;
        }

        _gap.TrySetResult();
        return false;
    }

    private async Task RunAsync()
    {
        var isLogged = false;
        while (!_stop.IsCancellationRequested)
        {
            var pause = RetryInterval;
            try
            {
                await (await IsLostAsync() ? LeaveAsync() : AttachAsync());
                isLogged = false;
            }
            catch (SignalException refusal) when (refusal.Code is not (SignalErrorCode.Internal or SignalErrorCode.RateLimited))
            {
                room.OnRefused(this, refusal);
                return;
            }
            catch (Exception error) when (error is LinkUnavailableException or OperationCanceledException or MailboxClosedException)
            {
                // The links log why the home cannot be reached.
            }
            catch (Exception error)
            {
                if (!isLogged)
                {
                    LogNotAttached(error, room.Id, home);
                }

                (isLogged, pause) = (true, FailurePause);
            }

            await Task.Delay(pause, services.Time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> IsLostAsync() =>
        services.Time.GetElapsedTime(_lostAt) >= services.Options.PartLease && await services.Links.IsLostAsync(home, _stop.Token);

    /// <summary>
    /// The home is lost, and the command that names another one has not arrived: the clients move, as they do to another room's home.
    /// </summary>
    private async Task LeaveAsync()
    {
        room.LeaveLostHome(services.Time.GetUtcNow() + services.Options.PartLease);
        await Task.Delay(services.Options.PartLease, services.Time, _stop.Token);
        await room.CloseAsync(RoomEndReason.Moved);
    }

    /// <summary>Attaches, and returns when the attachment has ended.</summary>
    private async Task AttachAsync()
    {
        using var lease = await services.Links.OpenAsync(home, _stop.Token);
        var gap = New();
        var (number, applied) = await room.Mailbox.RunAsync(() => Begin(lease.Link, gap));
        try
        {
            await lease.Link.RequestAsync(PartProtocol.Attach, new Attach(room.Key, number, room.Settings, applied, room.HomeVersion), _stop.Token);
            await room.Mailbox.RunAsync(() => Complete(new Attachment(lease.Link, number)));
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(lease.Link.Closed, _stop.Token);
            await gap.Task.WaitAsync(ended.Token);
        }
        finally
        {
            if (_attached.Task.IsCompleted)
            {
                _lostAt = services.Time.GetTimestamp();
                _attached = New<Attachment>();
            }
        }
    }

    private (long Number, ChangeNumber Applied) Begin(Link link, TaskCompletionSource gap)
    {
        (_link, _gap, _sequence) = (link, gap, 0);
        return (++_attachments, _applied);
    }

    private bool Complete(Attachment attachment)
    {
        _attached.TrySetResult(attachment);
        room.OnAttached(this);
        return true;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(EventIds.PartNotAttached, LogLevel.Error, "Room {Room} could not be attached to its home {Node}; it is tried again")]
    private partial void LogNotAttached(Exception error, string room, NodeInstance node);
}

/// <summary>An attachment of a satellite to its home. After another one, what was requested in this one may be lost.</summary>
internal sealed record Attachment(Link Link, long Number);
