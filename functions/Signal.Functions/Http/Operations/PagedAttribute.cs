namespace Signal.Functions.Http;

/// <summary>The operation answers with a page of a list, and takes the query parameters <c>limit</c> and <c>continuation</c> (<see cref="Paging"/>).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PagedAttribute : Attribute
{
    internal static IReadOnlyList<ParameterAttribute> Parameters { get; } =
    [
        new QueryAttribute("limit", "The most items on a page; 50 when absent.") { Type = "integer", Minimum = 1, Maximum = Paging.MaxLimit },
        new QueryAttribute("continuation", "Where the page begins: the continuation of the page before."),
    ];
}
