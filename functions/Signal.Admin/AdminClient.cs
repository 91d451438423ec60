namespace Signal.Admin;

/// <summary>
/// The admin API of Signal Hybrid, for back ends. Safe to share between threads; one instance per service is enough. Every method throws
/// <see cref="AdminException"/> when the control plane refuses, and <see cref="HttpRequestException"/> when it cannot be reached.
/// </summary>
public sealed class AdminClient
{
    /// <summary>Creates a client.</summary>
    /// <param name="http">Sends the requests; the caller keeps it.</param>
    /// <param name="options">Where to, and as whom.</param>
    /// <param name="time">The clock; null: the system's.</param>
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

    /// <summary>The users of rooms.</summary>
    public ParticipantsClient Participants { get; }

    /// <summary>Webhooks of the service.</summary>
    public WebhooksClient Webhooks { get; }

    /// <summary>Services (tenants); for the superservice, but for a service's own keys.</summary>
    public ServicesClient Services { get; }

    /// <summary>Media nodes and placement; for the superservice.</summary>
    public NodesClient Nodes { get; }
}
