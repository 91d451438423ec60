using System.ComponentModel.DataAnnotations;

namespace Signal.Hosting.Settings;

/// <summary>Base class for validation of a text setting, or of each element of a list. Empty text counts as not set and is valid.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class TextRuleAttribute : ValidationAttribute
{
    /// <summary>Creates the rule.</summary>
    /// <param name="expected">The accepted values as the error message describes them: <c>an IP address</c>.</param>
    protected TextRuleAttribute(string expected) => ErrorMessage = expected;

    /// <summary>Whether the text is valid. Not called for empty text.</summary>
    public abstract bool Accepts(string text);

    /// <inheritdoc/>
    public sealed override bool IsValid(object? value) => value is null or "" || (value is string text && Accepts(text));
}
