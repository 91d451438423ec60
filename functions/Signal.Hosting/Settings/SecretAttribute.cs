namespace Signal.Hosting.Settings;

/// <summary>The value of this setting is a secret: no error message shows it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
