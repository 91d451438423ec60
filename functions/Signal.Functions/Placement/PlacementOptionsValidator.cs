using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Placement;

// Resolves the policies late, since they may depend on these options.
internal sealed class PlacementOptionsValidator(IServiceProvider services) : IValidateOptions<PlacementOptions>
{
    public ValidateOptionsResult Validate(string? name, PlacementOptions options)
    {
        var names = services.GetServices<IPlacementPolicy>().Select(p => p.Name).ToArray();
        return names.Contains(options.DefaultPolicy)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Placement__DefaultPolicy is '{options.DefaultPolicy}'; set one of {string.Join(", ", names)}");
    }
}
