using Microsoft.Extensions.Options;

namespace Signal.Functions.Placement;

/// <summary>Finds policies by name.</summary>
public sealed class PlacementPolicies
{
    private readonly SortedDictionary<string, IPlacementPolicy> _policies = new(StringComparer.Ordinal);
    private readonly IPlacementPolicy _default;

    /// <summary>Creates the lookup of the registered policies.</summary>
    public PlacementPolicies(IEnumerable<IPlacementPolicy> policies, IOptions<PlacementOptions> options)
    {
        foreach (var policy in policies)
        {
            _policies[policy.Name] = policy;
        }

        _default = _policies[options.Value.DefaultPolicy];
    }

    /// <summary>Returns the policy with a name; the default policy for null and for unknown names.</summary>
    public IPlacementPolicy Get(string? name) => name is not null && _policies.TryGetValue(name, out var policy) ? policy : _default;
}
