namespace Signal.Hosting.Settings;

/// <summary>Marks a setting as secret: error messages do not contain its value.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
