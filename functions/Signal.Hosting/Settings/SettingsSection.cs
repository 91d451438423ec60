using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Signal.Hosting.Settings;

/// <summary>Binds and validates the settings of one section.</summary>
internal sealed class SettingsSection<T>(IConfiguration configuration) : IConfigureOptions<T>, IValidateOptions<T>
    where T : class
{
    private static readonly SettingsAttribute Attribute = typeof(T).GetCustomAttribute<SettingsAttribute>()
        ?? throw new InvalidOperationException($"{typeof(T).Name} lacks [Settings].");

    private readonly IConfigurationSection _section = configuration.GetSection(Attribute.Section);

    /// <inheritdoc/>
    public void Configure(T options)
    {
        var problems = new List<string>();
        new SettingsBinder(problems).Fill(options, _section, Attribute.ReadByOthers);
        if (problems.Count > 0)
        {
            throw new OptionsValidationException(typeof(T).Name, typeof(T), problems);
        }
    }

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var problems = SettingsValidator.Problems(options, _section).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
