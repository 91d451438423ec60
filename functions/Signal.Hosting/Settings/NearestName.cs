namespace Signal.Hosting.Settings;

/// <summary>Finds the closest match for a misspelt name.</summary>
internal static class NearestName
{
    /// <summary>The name with the smallest edit distance; null when the distance of all exceeds a third of the text's length.</summary>
    public static string? Of(string text, IEnumerable<string> names)
    {
        var (name, edits) = names.Select(name => (name, Edits(text.ToUpperInvariant(), name.ToUpperInvariant()))).MinBy(pair => pair.Item2);
        return name is not null && edits <= Math.Max(1, text.Length / 3) ? name : null;
    }

    // The Levenshtein distance, computed row by row.
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
