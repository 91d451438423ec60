namespace Signal.Admin;

/// <summary>
/// A client for the admin API of Signal Hybrid, for back ends. It is thread-safe; create one instance per service. Every method throws
/// <see cref="AdminException"/> when the control plane rejects the request, and <see cref="HttpRequestException"/> when it is unreachable.
/// </summary>
public sealed class AdminClient
{
    /// <summary>Creates a client.</summary>
    /// <param name="http">Sends the requests. The caller owns and disposes it.</param>
    /// <param name="options">The address of the control plane and the credentials of the service.</param>
    /// <param name="time">The clock; null: <see cref="TimeProvider.System"/>.</param>
    public AdminClient(HttpClient http, AdminClientOptions options, TimeProvider? time = null)
    {
        var transport = new AdminTransport(http, options, time ?? TimeProvider.System);
        Rooms = new RoomsClient(transport);
        Participants = new ParticipantsClient(transport);
        Webhooks = new WebhooksClient(transport);
        Services = new ServicesClient(transport);
        Nodes = new NodesClient(transport);
    }

    /// <summary>Rooms and their tokens.</summary>
    public RoomsClient Rooms { get; }

    /// <summary>Participants, bans and data messages.</summary>
    public ParticipantsClient Participants { get; }

    /// <summary>Webhooks of the service.</summary>
    public WebhooksClient Webhooks { get; }

    /// <summary>Services (tenants). Requires the superservice, except that a service may manage its own keys.</summary>
    public ServicesClient Services { get; }

    /// <summary>Media nodes and placement. Requires the superservice.</summary>
    public NodesClient Nodes { get; }
}
