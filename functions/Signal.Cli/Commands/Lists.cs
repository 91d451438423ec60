using System.CommandLine;

namespace Signal.Cli.Commands;

/// <summary>The options of list commands.</summary>
internal static class Lists
{
    public static Option<int?> Limit() => new("--limit") { Description = "The maximum number of items; default all." };

    /// <summary>The items up to the limit; further pages are not requested.</summary>
    public static IAsyncEnumerable<T> Limited<T>(this AdminCall call, IAsyncEnumerable<T> items, Option<int?> limit) =>
        call.Get(limit) is { } most ? items.Take(most) : items;
}
