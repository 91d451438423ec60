namespace Signal.Mediasoup.Ortc;

/// <summary>Hands out dynamic payload types: 100 to 127 first, then 96 to 99.</summary>
internal sealed class PayloadTypes
{
    private readonly HashSet<int> _taken = [];
    private int _next = 100;

    /// <summary>Keeps one from being handed out later.</summary>
    public void Reserve(int payloadType) => _taken.Add(payloadType);

    /// <summary>The next one that is free.</summary>
    /// <exception cref="UnsupportedException">None is left.</exception>
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
