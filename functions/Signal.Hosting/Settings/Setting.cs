using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Signal.Hosting.Settings;

/// <summary>A property of a settings class with its location in the configuration.</summary>
internal sealed record Setting(PropertyInfo Property, IConfigurationSection Place)
{
    /// <summary>The name of its environment variable.</summary>
    public string Name => NameOf(Place);

    /// <summary>The accepted values, as the end of a sentence.</summary>
    public string Expected => Expectation.Of(Property);

    /// <summary>Whether it contains nested settings.</summary>
    public bool IsNested => IsGroup(Property.PropertyType);

    /// <summary>Whether it is the value of the section itself.</summary>
    public bool IsSectionValue => IsMarked<SectionValueAttribute>(Property);

    /// <summary>Whether messages must not contain its value.</summary>
    public bool IsSecret => IsMarked<SecretAttribute>(Property);

    /// <summary>The settings of a class, in declaration order.</summary>
    public static IReadOnlyList<Setting> Of(Type type, IConfigurationSection section) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true })
            .OrderBy(property => property.MetadataToken)
            .Select(property => new Setting(property, IsMarked<SectionValueAttribute>(property) ? section : section.GetSection(property.Name))),
    ];

    /// <summary>The name of the environment variable for a configuration section.</summary>
    public static string NameOf(IConfigurationSection place) => place.Path.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal);

    /// <summary>Whether a type is bound member by member.</summary>
    public static bool IsGroup(Type type) => type.IsClass && !typeof(IEnumerable).IsAssignableFrom(type) && type != typeof(Uri);

    /// <summary>Formats the error for a rejected value; it never contains a secret.</summary>
    /// <param name="place">The location of the value.</param>
    /// <param name="value">The configured text.</param>
    /// <param name="advice">The remedy, as the end of a sentence.</param>
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
