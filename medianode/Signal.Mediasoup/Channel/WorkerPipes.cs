using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Signal.Mediasoup.Channel;

/// <summary>The two pipes of a worker: requests are written to one without blocking, answers are read from the other.</summary>
internal sealed partial class WorkerPipes : IDisposable
{
    private readonly SafePipeHandle _requests;
    private readonly Stream _answers;

    public WorkerPipes(SafePipeHandle requests, Stream answers)
    {
        _requests = requests;
        _answers = answers;
        var flags = Fcntl(requests, GetFlags, 0);
        if (flags < 0 || Fcntl(requests, SetFlags, flags | NonBlocking) < 0)
        {
            throw new IOException($"Could not set up the pipe (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    /// <summary>Reads at least one byte; returns 0 at the end of the stream.</summary>
    public int Read(Span<byte> buffer) => _answers.Read(buffer);

    /// <summary>Writes as many bytes as the pipe accepts without blocking.</summary>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var written = Write(_requests, bytes, bytes.Length);
            if (written >= 0)
            {
                return (int)written;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    continue;
                case var error when error == TryAgain:
                    return 0;
                case var error:
                    throw new IOException($"Writing to the pipe failed (error {error}).");
            }
        }
    }

    /// <summary>Blocks until the pipe accepts bytes, or its other end is closed.</summary>
    public void WaitUntilWritable()
    {
        var taken = false;
        try
        {
            _requests.DangerousAddRef(ref taken);
            var poll = new PollRequest { Descriptor = (int)_requests.DangerousGetHandle(), Events = PollOut };
            _ = Poll(ref poll, 1, -1);
        }
        catch (ObjectDisposedException exception)
        {
            throw new IOException("The pipe was closed.", exception);
        }
        finally
        {
            if (taken)
            {
                _requests.DangerousRelease();
            }
        }
    }

    public void Dispose()
    {
        _requests.Dispose();
        _answers.Dispose();
    }
}
