using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Signal.Hosting.Settings;

/// <summary>
/// Validates a bound settings class: first the attributes of each property, then rules across properties
/// (<see cref="IValidatableObject"/>).
/// </summary>
internal static class SettingsValidator
{
    /// <summary>Returns one sentence per problem.</summary>
    public static IEnumerable<string> Problems(object target, IConfigurationSection section)
    {
        var settings = Setting.Of(target.GetType(), section);
        var problems = settings.SelectMany(setting => Problems(setting, setting.Property.GetValue(target))).ToList();
        return problems.Count == 0 && target is IValidatableObject whole
            ? whole.Validate(new ValidationContext(target)).Select(result => Sentence(result, target, settings))
            : problems;
    }

    private static IEnumerable<string> Problems(Setting setting, object? value)
    {
        if (value is not null && setting.IsNested)
        {
            return Problems(value, setting.Place);
        }

        if (value is IList list && Setting.IsGroup(SettingText.ElementType(setting.Property.PropertyType)))
        {
            return setting.Place.GetChildren().Zip(list.Cast<object>()).SelectMany(pair => Problems(pair.Second, pair.First));
        }

        return setting.Property.GetCustomAttributes<ValidationAttribute>().SelectMany(rule => Broken(rule, setting, value)).Distinct();
    }

    private static IEnumerable<string> Broken(ValidationAttribute rule, Setting setting, object? value) => (rule, value) switch
    {
        (TextRuleAttribute text, IEnumerable<string> elements) => elements
            .Select((element, index) => (Element: element, Place: setting.Place.GetSection($"{index}")))
            .Where(item => !text.IsValid(item.Element))
            .Select(item => setting.Refuse(item.Place, item.Element, $"set {setting.Expected}")),
        (RequiredAttribute or TextRuleAttribute, _) or (_, not (null or "")) when !rule.IsValid(value) =>
            [setting.Refuse(setting.Place, Written(setting, value), $"set {setting.Expected}")],
        _ => [],
    };

    private static string Sentence(ValidationResult result, object target, IReadOnlyList<Setting> settings) =>
        settings.FirstOrDefault(setting => result.MemberNames.Contains(setting.Property.Name)) is { } setting
            ? setting.Refuse(setting.Place, Written(setting, setting.Property.GetValue(target)), result.ErrorMessage!)
            : result.ErrorMessage!;

    // The configured text; for a default, the text in the reference.
    private static string Written(Setting setting, object? value) => setting.Place.Value is { Length: > 0 } text ? text : SettingText.Write(value);
}
