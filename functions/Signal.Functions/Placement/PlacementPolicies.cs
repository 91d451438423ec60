using Microsoft.Extensions.Options;

namespace Signal.Functions.Placement;

/// <summary>Finds policies by name.</summary>
public sealed class PlacementPolicies
{
    private readonly SortedDictionary<string, IPlacementPolicy> _policies = new(StringComparer.Ordinal);
    private readonly IPlacementPolicy _default;

    /// <summary>Takes the registered policies.</summary>
    public PlacementPolicies(IEnumerable<IPlacementPolicy> policies, IOptions<PlacementOptions> options)
    {
        foreach (var policy in policies)
        {
            _policies[policy.Name] = policy;
        }

        _default = _policies[options.Value.DefaultPolicy];
    }

    /// <summary>The policy of that name; the default one for null and for names that are no longer known.</summary>
    public IPlacementPolicy Get(string? name) => name is not null && _policies.TryGetValue(name, out var policy) ? policy : _default;
}
