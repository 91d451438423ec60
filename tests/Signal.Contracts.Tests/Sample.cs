using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signal.Contracts.Tests;

/// <summary>An object of any contract in which no serialized property has its default value.</summary>
internal static class Sample
{
    /// <summary>The properties that are on the wire.</summary>
    public static IEnumerable<PropertyInfo> Serialized(Type type) => type.GetProperties().Where(property =>
        property.SetMethod is not null && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always });

    public static object Of(Type type)
    {
        var sample = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in Serialized(type))
        {
            property.SetValue(sample, ValueOf(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, property.Name));
        }

        return sample;
    }

    private static object ValueOf(Type type, string name) =>
        type == typeof(string) ? $"{name} \"<ü>\""
        : type == typeof(bool) ? true
        : type == typeof(int) ? name.Length
        : type == typeof(long) ? long.MaxValue - name.Length
        : type == typeof(double) ? 1.0 / name.Length
        : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 1, 2, 3, 4, 5, name.Length, TimeSpan.FromHours(2))
        : type == typeof(JsonElement) ? JsonSerializer.SerializeToElement(new { question = new[] { 1, 2 } })
        : type.IsEnum ? Enum.GetValues(type).Cast<object>().Last()
        : type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? ListOf(type.GetGenericArguments().Single(), name)
        : Of(type);

    private static Array ListOf(Type item, string name)
    {
        var list = Array.CreateInstance(item, 2);
        list.SetValue(ValueOf(item, name), 0);
        list.SetValue(ValueOf(item, name + "2"), 1);
        return list;
    }
}
