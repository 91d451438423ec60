using System.Text.RegularExpressions;
using Signal.Hosting.Settings;

namespace Signal.Functions.Scaling;

/// <summary>The resource id of a virtual machine scale set.</summary>
public sealed partial class ScaleSetIdAttribute() : TextRuleAttribute(
    "a resource id such as /subscriptions/ID/resourceGroups/NAME/providers/Microsoft.Compute/virtualMachineScaleSets/NAME")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) => ResourceId().IsMatch(text);

    [GeneratedRegex(
        @"^/subscriptions/[^/?#]+/resourceGroups/[^/?#]+/providers/Microsoft\.Compute/virtualMachineScaleSets/[^/?#]+\z",
        RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ResourceId();
}
