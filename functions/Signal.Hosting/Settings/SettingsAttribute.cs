namespace Signal.Hosting.Settings;

/// <summary>Marks a class whose settable properties are the settings of one section of the configuration.</summary>
/// <param name="section">The section's name, which is also the first part of each environment variable: <c>Reports</c> for <c>Reports__Interval</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SettingsAttribute(string section) : Attribute
{
    /// <summary>The section's name.</summary>
    public string Section { get; } = section;

    /// <summary>Members of the section that another reader of the configuration takes; all others that the class lacks are errors.</summary>
    public string[] ReadByOthers { get; init; } = [];
}
