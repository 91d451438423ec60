using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Signal.Mediasoup;

/// <summary>
/// One codec parameter's value: a string or a number. The two never compare equal (<c>"1"</c> is not <c>1</c>), which codec
/// matching depends on.
/// </summary>
public readonly struct FormatParameterValue : IEquatable<FormatParameterValue>
{
    private readonly string? _text;
    private readonly double _number;

    /// <summary>Holds a string.</summary>
    /// <param name="text">The value.</param>
    public FormatParameterValue(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>Holds a number.</summary>
    /// <param name="number">The value; whole numbers are written without a fraction.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite, which JSON could not carry on.</exception>
    public FormatParameterValue(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, "A parameter must be finite.");
        }

        _number = number;
    }

    /// <summary>Whether this is a number.</summary>
    [MemberNotNullWhen(false, nameof(Text))]
    public bool IsNumber => _text is null;

    /// <summary>The string, or <see langword="null"/> for a number.</summary>
    public string? Text => _text;

    /// <summary>The number, or 0 for a string.</summary>
    public double Number => _number;

    /// <summary>Whether this is the empty string or 0: what negotiation takes for "not given".</summary>
    internal bool IsVoid => _text is null ? _number is 0 : _text.Length == 0;

    /// <summary>Holds a string.</summary>
    /// <param name="text">The value.</param>
    public static implicit operator FormatParameterValue(string text) => new(text);

    /// <summary>Holds a whole number.</summary>
    /// <param name="number">The value.</param>
    public static implicit operator FormatParameterValue(int number) => new((double)number);

    /// <summary>Holds a number.</summary>
    /// <param name="number">The value.</param>
    public static implicit operator FormatParameterValue(double number) => new(number);

    /// <summary>Compares type and value.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(FormatParameterValue left, FormatParameterValue right) => left.Equals(right);

    /// <summary>Compares type and value.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
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

    /// <summary>The value as an SDP line would carry it.</summary>
    public override string ToString() => _text ?? _number.ToString("R", CultureInfo.InvariantCulture);
}
