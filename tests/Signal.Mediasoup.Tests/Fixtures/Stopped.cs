using System.Diagnostics;
using System.Globalization;

namespace Signal.Mediasoup.Tests.Fixtures;

/// <summary>A worker that does not answer until this is disposed.</summary>
internal sealed class Stopped : IDisposable
{
    private readonly Worker _worker;

    public Stopped(Worker worker)
    {
        _worker = worker;
        Send("STOP");
    }

    public void Dispose() => Send("CONT");

    private void Send(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, _worker.Pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
