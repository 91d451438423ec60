using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Signal.Hosting.Settings;

/// <summary>Registers settings.</summary>
public static class SettingsServices
{
    /// <summary>
    /// Registers <typeparamref name="T"/>, a class with <see cref="SettingsAttribute"/>, filled from its section of the configuration when it is first
    /// needed and at the latest when the host starts. Bad values, unknown members and broken rules (data annotations, <see cref="TextRuleAttribute"/>,
    /// <see cref="DurationRangeAttribute"/>) stop the start with an <see cref="OptionsValidationException"/> that holds a sentence for each.
    /// </summary>
    /// <param name="services">The registrations.</param>
    /// <param name="configuration">Null: the configuration that is registered, as it is in every host.</param>
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
