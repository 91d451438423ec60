using System.Collections;
using Microsoft.Extensions.Configuration;

namespace Signal.Hosting.Settings;

/// <summary>
/// Binds a section to a settings class. Unlike ConfigurationBinder it reports every invalid value and unknown key instead of ignoring it or
/// throwing at the first, parses durations with <see cref="Duration"/>, and replaces a default list with the configured one.
/// </summary>
internal sealed class SettingsBinder(List<string> problems)
{
    /// <summary>Sets the properties that have a value in the section.</summary>
    public void Fill(object target, IConfigurationSection section, IReadOnlyCollection<string> readByOthers)
    {
        var settings = Setting.Of(target.GetType(), section);
        foreach (var setting in settings)
        {
            if (setting.IsNested)
            {
                Fill(setting.Property.GetValue(target)!, setting.Place, []);
            }
            else if (Read(setting) is { } value)
            {
                setting.Property.SetValue(target, value);
            }
        }

        var names = settings.Where(setting => !setting.IsSectionValue).Select(setting => setting.Property.Name).ToList();
        problems.AddRange(section.GetChildren()
            .Where(child => !names.Concat(readByOthers).Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => Unknown(child, section, names)));
    }

    private static string Unknown(IConfigurationSection child, IConfigurationSection section, IReadOnlyList<string> names) =>
        NearestName.Of(child.Key, names) is { } near
            ? $"{Setting.NameOf(child)} is not a setting; did you mean {Setting.NameOf(section.GetSection(near))}?"
            : $"{Setting.NameOf(child)} is not a setting; remove it, or set one of {string.Join(", ", names)}";

    private object? Read(Setting setting)
    {
        var type = setting.Property.PropertyType;
        var element = SettingText.ElementType(type);
        return type == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(type) ? ReadValue(setting, setting.Place, element)
            : type.GetGenericArguments().Length == 2 ? ReadDictionary(setting, element)
            : ReadList(setting, element);
    }

    private object? ReadValue(Setting setting, IConfigurationSection place, Type type)
    {
        if (!setting.IsSectionValue && place.GetChildren().FirstOrDefault() is { } below)
        {
            problems.Add($"{Setting.NameOf(below)} is not a setting; set {Setting.NameOf(place)} to {setting.Expected}");
            return null;
        }

        if (string.IsNullOrWhiteSpace(place.Value))
        {
            // An empty variable counts as not set, except for text, where empty can be intended.
            return type == typeof(string) ? place.Value : null;
        }

        if (SettingText.Read(type, place.Value) is { } value)
        {
            return value;
        }

        problems.Add(setting.Refuse(place, place.Value, $"set {setting.Expected}"));
        return null;
    }

    private Array? ReadList(Setting setting, Type element)
    {
        if (!string.IsNullOrWhiteSpace(setting.Place.Value))
        {
            problems.Add(setting.Refuse(setting.Place, setting.Place.Value, $"set {setting.Name}__0, {setting.Name}__1 and so on, one value each"));
            return null;
        }

        var values = setting.Place.GetChildren().Select(child => ReadElement(setting, child, element)).OfType<object>().ToArray();
        if (values.Length == 0)
        {
            return null;
        }

        var list = Array.CreateInstance(element, values.Length);
        values.CopyTo(list, 0);
        return list;
    }

    private IDictionary? ReadDictionary(Setting setting, Type element)
    {
        var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), element))!;
        foreach (var child in setting.Place.GetChildren())
        {
            if (ReadElement(setting, child, element) is { } value)
            {
                dictionary[child.Key] = value;
            }
        }

        return dictionary.Count == 0 ? null : dictionary;
    }

    private object? ReadElement(Setting setting, IConfigurationSection place, Type element)
    {
        if (!Setting.IsGroup(element))
        {
            return ReadValue(setting, place, element);
        }

        var group = Activator.CreateInstance(element)!;
        Fill(group, place, []);
        return group;
    }
}
