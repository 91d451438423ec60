using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Signal.Hosting.Settings;

/// <summary>Extension methods that register settings classes.</summary>
public static class SettingsRegistration
{
    /// <summary>
    /// Registers <typeparamref name="T"/>, a class with <see cref="SettingsAttribute"/>, bound to its configuration section on first use
    /// and at the latest when the host starts. Invalid values, unknown keys and failed validation (data annotations,
    /// <see cref="TextRuleAttribute"/>, <see cref="DurationRangeAttribute"/>) stop the host with an
    /// <see cref="OptionsValidationException"/> that lists one sentence per problem.
    /// </summary>
    /// <param name="services">The service collection.</param>
    /// <param name="configuration">The configuration; null: the one registered in the service collection.</param>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, IConfiguration? configuration = null)
        where T : class
    {
        services.AddOptions<T>().ValidateOnStart();
        services.AddSingleton(provider => new SettingsSection<T>(configuration ?? provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<IConfigureOptions<T>>(provider => provider.GetRequiredService<SettingsSection<T>>());
        services.AddSingleton<IValidateOptions<T>>(provider => provider.GetRequiredService<SettingsSection<T>>());
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<T>>().Value);
        return services;
    }
}
