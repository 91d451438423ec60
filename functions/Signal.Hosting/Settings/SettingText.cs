using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Signal.Hosting.Settings;

/// <summary>Converts between setting values and configuration text; parsing is strict.</summary>
internal static class SettingText
{
    private static readonly Dictionary<Type, Func<string, object?>> Readers = new()
    {
        [typeof(string)] = text => text,
        [typeof(bool)] = text => bool.TryParse(text, out var value) ? value : null,
        [typeof(TimeSpan)] = text => Duration.TryParse(text, out var value) ? value : null,
        [typeof(Uri)] = text => Uri.TryCreate(text, UriKind.Absolute, out var value) ? value : null,
        [typeof(int)] = Number<int>,
        [typeof(long)] = Number<long>,
        [typeof(uint)] = Number<uint>,
        [typeof(ushort)] = Number<ushort>,
        [typeof(sbyte)] = Number<sbyte>,
        [typeof(double)] = Number<double>,
    };

    /// <summary>Parses a value; null when the text is not valid for the type.</summary>
    /// <exception cref="InvalidOperationException">The type is not supported for settings.</exception>
    public static object? Read(Type type, string text) =>
        type.IsEnum ? Named(type, text)
        : Readers.TryGetValue(type, out var reader) ? reader(text)
        : throw new InvalidOperationException($"Settings of type {type.Name} are not supported.");

    /// <summary>Formats a value as in a configuration; null gives an empty text.</summary>
    public static string Write(object? value) => value switch
    {
        null => "",
        TimeSpan duration => Duration.Format(duration),
        bool truth => truth ? "true" : "false",
        string text => text,
        Enum name => WrittenName(name.GetType().GetField(name.ToString())!),
        IDictionary => "",
        IEnumerable list => string.Join(", ", list.Cast<object>().Select(Write)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>The type of a single value: the underlying type of a nullable, the value type of a list or dictionary.</summary>
    public static Type ElementType(Type type)
    {
        var element = type != typeof(string) && type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[^1] : type;
        return Nullable.GetUnderlyingType(element) ?? element;
    }

    /// <summary>The configuration names of an enum's values: the JSON names where they differ.</summary>
    public static IEnumerable<string> Names(Type type) => Values(type).Select(WrittenName);

    private static FieldInfo[] Values(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static);

    private static string WrittenName(FieldInfo value) => value.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? value.Name;

    private static object? Named(Type type, string text) =>
        Values(type).FirstOrDefault(value => WrittenName(value).Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))?.GetValue(null);

    private static object? Number<T>(string text)
        where T : struct, INumber<T>
    {
        const NumberStyles Styles = NumberStyles.Integer | NumberStyles.AllowDecimalPoint;
        return T.TryParse(text, Styles, CultureInfo.InvariantCulture, out var value) && T.IsFinite(value) ? value : null;
    }
}
