using Signal.Functions.Bench;

// The admin API over real HTTP, compared with the bare table operations that the same requests need.
var seconds = args is [var text] ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 3;
await using var stand = await TestStand.StartAsync();
var round = TimeSpan.FromSeconds(seconds);
var tables = new BareTables(stand);

Console.WriteLine($"{"",-34}{"ops/s",9}{"p50 ms",9}{"p99 ms",9}");
var passed = true;
passed &= await Comparison.RunAsync("room read", round, tables.ReadRoomAsync, stand.ReadRoomAsync);
passed &= await Comparison.RunAsync("token of a placed room", round, tables.ReadRoomAsync, stand.MintAsync);
await Comparison.RunAsync("room created", round, tables.InsertRoomAsync, stand.CreateRoomAsync);
passed &= await Listing.RunAsync(stand, tables, rooms: 10_000, pageSize: 100);
Console.WriteLine(passed ? "All goals were met." : "A goal was missed.");
return passed ? 0 : 1;
