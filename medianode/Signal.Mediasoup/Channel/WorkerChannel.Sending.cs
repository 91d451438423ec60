namespace Signal.Mediasoup.Channel;

internal sealed partial class WorkerChannel : IThreadPoolWorkItem
{
    // Buffers that have grown beyond this size in a burst are not kept.
    private const int KeptLength = 1024 * 1024;

    private readonly Lock _sendGate = new();
    private byte[] _outgoing = new byte[16 * 1024];
    private byte[] _sending = new byte[16 * 1024];
    private int _outgoingLength;
    private bool _isSending;
    private ReadOnlyMemory<byte> _unsent;

    // Writes the collected messages, on behalf of threads that could not or did not write.
    void IThreadPoolWorkItem.Execute() => Flush(mayWait: true);

    private void Write<TName>(ReadOnlySpan<byte> frame, TName name)
        where TName : struct, Enum
    {
        if (frame.Length > MaxMessageLength)
        {
            throw new ArgumentException($"{name} is {frame.Length} bytes long; the channel takes {MaxMessageLength}.");
        }

        lock (_sendGate)
        {
            if (_outgoing.Length - _outgoingLength < frame.Length)
            {
                Array.Resize(ref _outgoing, Math.Max(_outgoing.Length * 2, _outgoingLength + frame.Length));
            }

            frame.CopyTo(_outgoing.AsSpan(_outgoingLength));
            _outgoingLength += frame.Length;
            if (_isSending)
            {
                return;
            }

            _isSending = true;
        }

        // With several requests in progress, another thread makes the system call, so that more messages are written with it.
        if (_pending.Count > 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        else
        {
            Flush(mayWait: false);
        }
    }

    // Only the thread that has set _isSending runs this. If the pipe is full, a pool thread waits for it, never the caller.
    private void Flush(bool mayWait)
    {
        try
        {
            var rest = _unsent;
            _unsent = default;
            while (true)
            {
                while (!rest.IsEmpty)
                {
                    var written = _pipes.Write(rest.Span);
                    rest = rest[written..];
                    if (!rest.IsEmpty && !mayWait)
                    {
                        _unsent = rest;
                        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                        return;
                    }

                    if (!rest.IsEmpty)
                    {
                        _pipes.WaitUntilWritable();
                    }
                }

                lock (_sendGate)
                {
                    if (_outgoingLength == 0)
                    {
                        _isSending = false;
                        if (_sending.Length > KeptLength)
                        {
                            _sending = new byte[16 * 1024];
                        }

                        return;
                    }

                    (_outgoing, _sending) = (_sending, _outgoing);
                    rest = _sending.AsMemory(0, _outgoingLength);
                    _outgoingLength = 0;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The worker has closed its end: the reader detects the same, and the exit status of the process gives the reason.
            End("The worker no longer reads its channel.", exception);
        }
    }
}
