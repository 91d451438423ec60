using System.Diagnostics;

namespace Signal.Functions.Bench;

/// <summary>Pages through many rooms: each page costs one page of the table, regardless of the number of rooms.</summary>
internal static class Listing
{
    private const double LeastShare = 0.7;

    public static async Task<bool> RunAsync(TestStand stand, BareTables tables, int rooms, int pageSize)
    {
        var (serviceId, client) = await stand.AddServiceAsync();
        await tables.FillAsync(serviceId, rooms);
        var clock = Stopwatch.StartNew();
        var (count, continuation) = (0, (string?)null);
        do
        {
            (var found, continuation) = await tables.PageAsync(serviceId, pageSize, continuation);
            count += found;
        }
        while (continuation is not null);
        var bare = clock.Elapsed;

        var listed = 0;
        TimeSpan? first = null;
        clock.Restart();
        await foreach (var room in client.Rooms.ListAsync(pageSize))
        {
            first ??= clock.Elapsed;
            listed += room.Id.Length > 0 ? 1 : 0;
        }

        var list = clock.Elapsed;
        var share = bare / list;
        Console.WriteLine(
            $"list of {rooms} rooms, {pageSize} a page: bare tables {bare.TotalMilliseconds:0} ms, "
                + $"requests {list.TotalMilliseconds:0} ms ({share:P0}), first page after {first?.TotalMilliseconds:0} ms");
        return count == rooms && listed == rooms && share >= LeastShare && first < list / 10;
    }
}
