namespace Signal.Hosting.Settings;

/// <summary>
/// Marks the setting that is the value of the section itself: <c>ServiceBus</c> instead of <c>ServiceBus__ConnectionString</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SectionValueAttribute : Attribute;
