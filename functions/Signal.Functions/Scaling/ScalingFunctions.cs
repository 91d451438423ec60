using Microsoft.Azure.Functions.Worker;

namespace Signal.Functions.Scaling;

/// <summary>The timer of the scale set.</summary>
public sealed class ScalingFunctions(ScalingPass pass)
{
    /// <summary>Runs one pass.</summary>
    [Function("ScaleMediaNodes")]
    public Task Run([TimerTrigger("*/30 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        pass.RunAsync(cancellationToken);
}
