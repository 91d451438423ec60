using FBS.Request;
using FBS.Worker;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class Worker
{
    /// <summary>Dumps the internal state of the worker.</summary>
    public Task<WorkerDump> DumpAsync(CancellationToken cancellationToken = default) =>
        _channel.RequestAsync(
            Method.WORKER_DUMP, null, static response => WorkerReader.Dump(response.BodyAsWorker_DumpResponse()), cancellationToken);

    /// <summary>Gets the resource usage of the worker process.</summary>
    public Task<WorkerResourceUsage> GetResourceUsageAsync(CancellationToken cancellationToken = default) =>
        _channel.RequestAsync(
            Method.WORKER_GET_RESOURCE_USAGE,
            null,
            static response => WorkerReader.Usage(response.BodyAsWorker_ResourceUsageResponse()),
            cancellationToken);

    /// <summary>Updates the log settings of the running worker.</summary>
    public Task UpdateSettingsAsync(WorkerUpdateableSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var level = settings.LogLevel is { } given ? WorkerLogNames.Of(given) : null;
        var tags = settings.LogTags?.Select(WorkerLogNames.Of).ToArray();
        return _channel.RequestAsync(
            Method.WORKER_UPDATE_SETTINGS,
            null,
            Body.Worker_UpdateSettingsRequest,
            (Level: level, Tags: tags),
            static (builder, update) =>
            {
                var tags = update.Tags is null
                    ? default
                    : UpdateSettingsRequest.CreateLogTagsVector(builder, Array.ConvertAll(update.Tags, builder.CreateString));
                return UpdateSettingsRequest.CreateUpdateSettingsRequest(builder, builder.CreateString(update.Level), tags).Value;
            },
            cancellationToken);
    }
}
