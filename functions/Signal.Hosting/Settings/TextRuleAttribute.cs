using System.ComponentModel.DataAnnotations;

namespace Signal.Hosting.Settings;

/// <summary>What a text must be; on a list, what each of its elements must be. An empty text is as good as none.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class TextRuleAttribute : ValidationAttribute
{
    /// <summary>Creates the rule.</summary>
    /// <param name="expected">What an error message says to set: <c>an IP address</c>.</param>
    protected TextRuleAttribute(string expected) => ErrorMessage = expected;

    /// <summary>Whether the text keeps the rule.</summary>
    public abstract bool Accepts(string text);

    /// <inheritdoc/>
    public sealed override bool IsValid(object? value) => value is null or "" || (value is string text && Accepts(text));
}
