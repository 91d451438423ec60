namespace Signal.Mediasoup.Bench.Live;

/// <summary>The cost of one round of a scenario.</summary>
/// <param name="Operations">The number of operations.</param>
/// <param name="Seconds">Seconds.</param>
/// <param name="Cpu">CPU seconds of the client process.</param>
/// <param name="Allocated">Bytes allocated, where that is known.</param>
/// <param name="SystemCalls">System calls that read or write, where that is known.</param>
internal readonly record struct Sample(int Operations, double Seconds, double Cpu, long Allocated, long SystemCalls)
{
    public double Rate => Operations / Seconds;

    public double CpuMicroseconds => Cpu * 1e6 / Operations;

    public double AllocatedPerOperation => (double)Allocated / Operations;

    public double SystemCallsPerOperation => (double)SystemCalls / Operations;
}
