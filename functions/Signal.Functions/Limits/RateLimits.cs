using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Limits;

/// <summary>The limiters in their order: caller and global before authentication, service after it.</summary>
internal sealed class RateLimits
{
    private readonly CallerAddress _address;
    private readonly WindowLimiter? _caller;
    private readonly WindowLimiter? _service;
    private readonly WindowLimiter? _global;
    private readonly QueuedLimiter? _queued;

    public RateLimits(IOptions<RateLimitOptions> options, CallerAddress address, IPointStore store, TimeProvider time, ILogger<WindowLimiter> logger)
    {
        _address = address;
        var value = options.Value;
        _caller = Create("caller", value.Caller);
        _service = Create("service", value.Service);
        _global = Create("global", value.Global);
        if (_global is not null && value.GlobalQueue > 0)
        {
            _queued = new QueuedLimiter(_global, value.GlobalQueue, TimeSpan.FromSeconds(value.GlobalQueueSeconds), time);
        }

        WindowLimiter? Create(string name, RateLimitRule rule) =>
            rule.Enabled ? new WindowLimiter(name, rule, value.WhenStorageFails, value.StorageTimeout, store, time, logger) : null;
    }

    /// <summary>Whether requests above the global limit wait in a queue.</summary>
    public bool IsQueued => _queued is not null;

    /// <summary>Counts a request against the limit of the client address.</summary>
    public ValueTask<Admission> AdmitCallerAsync(HttpContext context, CancellationToken cancellationToken) =>
        _caller is null ? ValueTask.FromResult(Admission.Granted) : _caller.AdmitAsync(_address.KeyOf(context), cancellationToken);

    /// <summary>Counts a request against the global limit; may wait for the next window.</summary>
    public ValueTask<Admission> AdmitGlobalAsync(CancellationToken cancellationToken) =>
        _queued?.AdmitAsync("global", cancellationToken)
        ?? _global?.AdmitAsync("global", cancellationToken)
        ?? ValueTask.FromResult(Admission.Granted);

    /// <summary>Counts a request against the limit of the service.</summary>
    public ValueTask<Admission> AdmitServiceAsync(string serviceId, CancellationToken cancellationToken) =>
        _service?.AdmitAsync(serviceId, cancellationToken) ?? ValueTask.FromResult(Admission.Granted);
}
