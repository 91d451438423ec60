using FBS.Worker;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads the worker's messages about itself.</summary>
internal static class WorkerReader
{
    public static WorkerDump Dump(DumpResponse dump) => new()
    {
        Pid = (int)dump.Pid,
        WebRtcServerIds = Vectors.Read(dump, dump.WebRtcServerIdsLength, static (d, i) => WebRtcServerId.From(d.WebRtcServerIds(i))),
        RouterIds = Vectors.Read(dump, dump.RouterIdsLength, static (d, i) => RouterId.From(d.RouterIds(i))),
        ChannelMessageHandlers = Handlers(dump.ChannelMessageHandlers!.Value),
    };

    public static WorkerResourceUsage Usage(ResourceUsageResponse usage) => new()
    {
        UserTime = (long)usage.RuUtime,
        SystemTime = (long)usage.RuStime,
        MaxResidentSetSize = (long)usage.RuMaxrss,
        SharedMemorySize = (long)usage.RuIxrss,
        UnsharedDataSize = (long)usage.RuIdrss,
        UnsharedStackSize = (long)usage.RuIsrss,
        MinorPageFaults = (long)usage.RuMinflt,
        MajorPageFaults = (long)usage.RuMajflt,
        Swaps = (long)usage.RuNswap,
        BlockInputs = (long)usage.RuInblock,
        BlockOutputs = (long)usage.RuOublock,
        MessagesSent = (long)usage.RuMsgsnd,
        MessagesReceived = (long)usage.RuMsgrcv,
        Signals = (long)usage.RuNsignals,
        VoluntaryContextSwitches = (long)usage.RuNvcsw,
        InvoluntaryContextSwitches = (long)usage.RuNivcsw,
    };

    private static ChannelMessageHandlers Handlers(FBS.Worker.ChannelMessageHandlers handlers) => new()
    {
        ChannelRequestHandlers = Vectors.Read(
            handlers, handlers.ChannelRequestHandlersLength, static (h, i) => h.ChannelRequestHandlers(i)),
        ChannelNotificationHandlers = Vectors.Read(
            handlers, handlers.ChannelNotificationHandlersLength, static (h, i) => h.ChannelNotificationHandlers(i)),
    };
}
