namespace Signal.Mediasoup.Ortc;

/// <summary>Allocates dynamic payload types: 100 to 127 first, then 96 to 99.</summary>
internal sealed class PayloadTypes
{
    private readonly HashSet<int> _taken = [];
    private int _next = 100;

    /// <summary>Reserves a payload type.</summary>
    public void Reserve(int payloadType) => _taken.Add(payloadType);

    /// <summary>Allocates the next free payload type.</summary>
    /// <exception cref="UnsupportedException">No payload type is free.</exception>
    public int Take()
    {
        while (_next != 0)
        {
            var candidate = _next;
            _next = candidate switch
            {
                127 => 96,
                99 => 0,
                _ => candidate + 1,
            };
            if (!_taken.Contains(candidate))
            {
                return candidate;
            }
        }

        throw new UnsupportedException("There are more media codecs than dynamic payload types.");
    }
}
