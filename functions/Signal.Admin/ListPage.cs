using System.Runtime.CompilerServices;

namespace Signal.Admin;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items of the page.</param>
/// <param name="Continuation">The continuation token of the next page; null on the last page.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, string? Continuation);

internal static class Listing
{
    public static async IAsyncEnumerable<T> AllAsync<T>(
        AdminTransport transport, string path, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? continuation = null;
        do
        {
            var query = $"?limit={pageSize}" + (continuation is null ? "" : "&continuation=" + Uri.EscapeDataString(continuation));
            var page = await transport.SendAsync<ListPage<T>>(new AdminRequest(HttpMethod.Get, path + query), cancellationToken);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }
}
