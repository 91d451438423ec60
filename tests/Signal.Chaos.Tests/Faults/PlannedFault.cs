using System.Globalization;

namespace Signal.Chaos.Tests.Faults;

/// <summary>One fault of a plan.</summary>
/// <param name="At">When it begins, from the start of the plan.</param>
/// <param name="Duration">How long it lasts.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Target">The target.</param>
/// <param name="Index">The index of the node.</param>
internal sealed record PlannedFault(TimeSpan At, TimeSpan Duration, FaultKind Kind, FaultTarget Target, int Index)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind} {Target}{(Target is FaultTarget.Node or FaultTarget.NodeBus or FaultTarget.Clients ? $" {Index + 1}" : "")}"
            + $" for {Duration.TotalSeconds:0.0} s");
}
