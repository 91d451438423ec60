namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>
/// How many more messages the receiver at the other end takes. The library tells changes only, measured against a count of its own that it sets to
/// zero whenever the receiver does not raise its limit; that count is kept here too, so that the receiver's true limit can be worked out.
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
