namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>
/// The remaining credit of a receiver. The library reports only changes, relative to an internal count that it resets to
/// zero whenever the receiver does not raise its limit. This class tracks that count as well, to derive the actual limit of the receiver.
/// </summary>
internal sealed class LinkCredit
{
    private readonly Lock _gate = new();
    private int _library;
    private int _credit;

    public bool IsAvailable
    {
        get
        {
            lock (_gate)
            {
                return _credit > 0;
            }
        }
    }

    public void OnFlow(int change)
    {
        lock (_gate)
        {
            _credit = _library + change;
            _library = change > 0 ? _credit : 0;
        }
    }

    public void Use()
    {
        lock (_gate)
        {
            _credit--;
            _library--;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _credit = 0;
            _library = 0;
        }
    }
}
