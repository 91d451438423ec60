namespace Signal.Functions.Http;

/// <summary>
/// The operation returns a page of a list, and has the query parameters <c>limit</c> and <c>continuation</c> (<see cref="Paging"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PagedAttribute : Attribute
{
    internal static IReadOnlyList<ParameterAttribute> Parameters { get; } =
    [
        new QueryAttribute("limit", "The maximum page size; 50 when absent.") { Type = "integer", Minimum = 1, Maximum = Paging.MaxLimit },
        new QueryAttribute("continuation", "The start of the page: the continuation of the previous page."),
    ];
}
