namespace Signal.Hosting.Settings;

/// <summary>Marks a class as the settings of one configuration section: each settable property is a setting.</summary>
/// <param name="section">The section name, which is also the first part of each environment variable: <c>Reports</c> for
/// <c>Reports__Interval</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SettingsAttribute(string section) : Attribute
{
    /// <summary>The section name.</summary>
    public string Section { get; } = section;

    /// <summary>Keys of the section that other code reads. Any other key that is not a property of the class is an error.</summary>
    public string[] ReadByOthers { get; init; } = [];
}
