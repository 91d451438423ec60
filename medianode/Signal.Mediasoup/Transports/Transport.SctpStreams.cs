using System.Collections;

namespace Signal.Mediasoup;

public abstract partial class Transport
{
    private const int SctpStreamIds = 65535;

    private readonly Lock _streamGate = new();
    private BitArray? _usedStreamIds;
    private int _nextStreamId;
    private int? _negotiatedMaxOutboundStreams;

    // Sets the number of streams that the endpoint accepts.
    private protected virtual void Agreed(SctpNegotiatedCapabilities capabilities)
    {
        lock (_streamGate)
        {
            _negotiatedMaxOutboundStreams = capabilities.NegotiatedMaxOutboundStreams;
        }
    }

    // Returns the next free id, starting again from 0 after the last one that the endpoint accepts.
    private ushort TakeStreamId()
    {
        lock (_streamGate)
        {
            var used = _usedStreamIds ??= new BitArray(SctpStreamIds);
            if (_negotiatedMaxOutboundStreams is { } most && _nextStreamId + 1 > most)
            {
                _nextStreamId = 0;
            }

            for (var i = 0; i < SctpStreamIds; i++)
            {
                var id = (_nextStreamId + i) % SctpStreamIds;
                if (!used[id])
                {
                    used[id] = true;
                    _nextStreamId = id + 1;
                    return (ushort)id;
                }
            }
        }

        throw new InvalidStateException("All SCTP stream ids are in use.");
    }

    private void Release(SctpStreamParameters? stream)
    {
        if (stream is null)
        {
            return;
        }

        lock (_streamGate)
        {
            _usedStreamIds?[stream.StreamId] = false;
        }
    }
}
