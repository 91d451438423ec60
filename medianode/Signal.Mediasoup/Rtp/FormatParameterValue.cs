using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Signal.Mediasoup;

/// <summary>
/// The value of a codec parameter: a string or a number. A string never equals a number (<c>"1"</c> is not <c>1</c>), which codec matching
/// relies on.
/// </summary>
public readonly struct FormatParameterValue : IEquatable<FormatParameterValue>
{
    private readonly string? _text;
    private readonly double _number;

    /// <summary>Creates a string value.</summary>
    /// <param name="text">The value.</param>
    public FormatParameterValue(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>Creates a number value.</summary>
    /// <param name="number">The value; whole numbers are written without a fraction.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and has no JSON form.</exception>
    public FormatParameterValue(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, "A parameter must be finite.");
        }

        _number = number;
    }

    /// <summary>Whether the value is a number.</summary>
    [MemberNotNullWhen(false, nameof(Text))]
    public bool IsNumber => _text is null;

    /// <summary>The string, or <see langword="null"/> for a number.</summary>
    public string? Text => _text;

    /// <summary>The number, or 0 for a string.</summary>
    public double Number => _number;

    /// <summary>Whether the value is the empty string or 0, which negotiation treats as absent.</summary>
    internal bool IsVoid => _text is null ? _number is 0 : _text.Length == 0;

    /// <summary>Converts a string to a value.</summary>
    /// <param name="text">The value.</param>
    public static implicit operator FormatParameterValue(string text) => new(text);

    /// <summary>Converts an integer to a value.</summary>
    /// <param name="number">The value.</param>
    public static implicit operator FormatParameterValue(int number) => new((double)number);

    /// <summary>Converts a number to a value.</summary>
    /// <param name="number">The value.</param>
    public static implicit operator FormatParameterValue(double number) => new(number);

    /// <summary>Compares type and value.</summary>
    /// <param name="left">The first value.</param>
    /// <param name="right">The second value.</param>
    public static bool operator ==(FormatParameterValue left, FormatParameterValue right) => left.Equals(right);

    /// <summary>Compares type and value.</summary>
    /// <param name="left">The first value.</param>
    /// <param name="right">The second value.</param>
    public static bool operator !=(FormatParameterValue left, FormatParameterValue right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(FormatParameterValue other) =>
        _text is null
            ? other._text is null && _number.Equals(other._number)
            : string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FormatParameterValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text?.GetHashCode(StringComparison.Ordinal) ?? _number.GetHashCode();

    /// <summary>Returns the value as written in an SDP line.</summary>
    public override string ToString() => _text ?? _number.ToString("R", CultureInfo.InvariantCulture);
}
