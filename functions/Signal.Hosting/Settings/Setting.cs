using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Signal.Hosting.Settings;

/// <summary>A property of a settings class at its place in the configuration.</summary>
internal sealed record Setting(PropertyInfo Property, IConfigurationSection Place)
{
    /// <summary>The environment variable that sets it.</summary>
    public string Name => NameOf(Place);

    /// <summary>What to set, as the end of a sentence.</summary>
    public string Expected => Expectation.Of(Property);

    /// <summary>Whether it holds settings of its own.</summary>
    public bool IsNested => IsGroup(Property.PropertyType);

    /// <summary>Whether its value is that of the section, beside the section's members.</summary>
    public bool IsSectionValue => IsMarked<SectionValueAttribute>(Property);

    /// <summary>Whether no message may show its value.</summary>
    public bool IsSecret => IsMarked<SecretAttribute>(Property);

    /// <summary>The settings of a class, in the order of their declaration.</summary>
    public static IReadOnlyList<Setting> Of(Type type, IConfigurationSection section) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true })
            .OrderBy(property => property.MetadataToken)
            .Select(property => new Setting(property, IsMarked<SectionValueAttribute>(property) ? section : section.GetSection(property.Name))),
    ];

    /// <summary>The environment variable for a place in the configuration.</summary>
    public static string NameOf(IConfigurationSection place) => place.Path.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal);

    /// <summary>Whether values of a type are set member by member.</summary>
    public static bool IsGroup(Type type) => type.IsClass && !typeof(IEnumerable).IsAssignableFrom(type) && type != typeof(Uri);

    /// <summary>The sentence for a value that is refused; it never shows a secret.</summary>
    /// <param name="place">The place of the value.</param>
    /// <param name="value">The value as it was written.</param>
    /// <param name="advice">What to do, as the end of a sentence.</param>
    public string Refuse(IConfigurationSection place, string? value, string advice)
    {
        var name = NameOf(place);
        return string.IsNullOrWhiteSpace(value) ? $"{name} is missing; {advice}"
            : IsSecret ? $"{name} cannot be used; {advice}"
            : $"{name} is '{value}'; {advice}";
    }

    private static bool IsMarked<T>(PropertyInfo property)
        where T : Attribute => property.IsDefined(typeof(T), inherit: true);
}
