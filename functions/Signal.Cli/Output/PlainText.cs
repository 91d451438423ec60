using System.Globalization;
using System.Text;

namespace Signal.Cli.Output;

/// <summary>
/// Makes untrusted text safe for a terminal: replaces control, format and bidirectional characters and truncates to a maximum length.
/// </summary>
internal static class PlainText
{
    public static string Of(string text, int maxLength)
    {
        var plain = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= maxLength)
            {
                return plain.Append('…').ToString();
            }

            plain.Append(IsShown(rune) ? rune.ToString() : "\ufffd");
        }

        return plain.ToString();
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
