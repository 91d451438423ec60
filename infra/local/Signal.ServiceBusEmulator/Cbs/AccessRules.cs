namespace Signal.ServiceBusEmulator.Cbs;

/// <summary>The access that the broker permits; may change while it runs. By default all clients have all rights.</summary>
public sealed class AccessRules
{
    private volatile string? _key;
    private volatile bool _send = true;
    private volatile bool _listen = true;

    /// <summary>The shared access key with which tokens must be signed; null: any.</summary>
    public string? Key { get => _key; set => _key = value; }

    /// <summary>Whether clients may send.</summary>
    public bool Send { get => _send; set => _send = value; }

    /// <summary>Whether clients may receive.</summary>
    public bool Listen { get => _listen; set => _listen = value; }
}
