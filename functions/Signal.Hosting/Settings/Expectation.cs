using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Signal.Hosting.Settings;

/// <summary>Describes the accepted values of a setting, for error messages ("set …") and for the reference.</summary>
internal static class Expectation
{
    /// <summary>The description from the validation attributes of a property, or else from its type.</summary>
    public static string Of(PropertyInfo property)
    {
        var type = SettingText.ElementType(property.PropertyType);
        var rules = property.GetCustomAttributes<ValidationAttribute>()
            .Select(rule => OfRule(rule, type))
            .OfType<string>()
            .ToList();
        return rules.Count > 0 ? string.Join(" and ", rules) : OfType(type);
    }

    /// <summary>The description of the values of a type.</summary>
    public static string OfType(Type type) => type switch
    {
        _ when type == typeof(TimeSpan) => "a duration such as 250ms, 30s, 5m or 1.5h",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(Uri) => "an absolute address",
        { IsEnum: true } => OneOf(SettingText.Names(type)),
        _ when type == typeof(string) => "a text",
        _ => IsWhole(type) ? "a whole number" : "a number",
    };

    private static string? OfRule(ValidationAttribute rule, Type type) => rule switch
    {
        RequiredAttribute => null,
        RangeAttribute range => OfRange(range, IsWhole(type) ? "a whole number" : "a number"),
        AllowedValuesAttribute allowed => OneOf(allowed.Values),
        MinLengthAttribute length => $"{length.Length} characters or more",
        _ => rule.ErrorMessage ?? throw new InvalidOperationException($"{rule.GetType().Name} needs an ErrorMessage that says what to set."),
    };

    private static string OfRange(RangeAttribute range, string number)
    {
        var (least, most) = (Text(range.Minimum), Text(range.Maximum));
        var unlimited = range.Maximum is int.MaxValue or double.MaxValue or double.PositiveInfinity;
        return unlimited ? $"{number}, {(range.MinimumIsExclusive ? "more than" : "at least")} {least}" : $"{number} from {least} to {most}";
    }

    private static string OneOf(IEnumerable<object?> values) => "one of " + string.Join(", ", values);

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static bool IsWhole(Type type) => type.IsPrimitive && type != typeof(double) && type != typeof(float) && type != typeof(bool);
}
