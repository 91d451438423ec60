using System.CommandLine;

namespace Signal.Cli.Commands;

/// <summary>The options of a list.</summary>
internal static class Lists
{
    public static Option<int?> Limit() => new("--limit") { Description = "The most items to read; all when absent." };

    /// <summary>The first items; pages beyond them are not read.</summary>
    public static IAsyncEnumerable<T> Limited<T>(this AdminCall call, IAsyncEnumerable<T> items, Option<int?> limit) =>
        call.Get(limit) is { } most ? items.Take(most) : items;
}
