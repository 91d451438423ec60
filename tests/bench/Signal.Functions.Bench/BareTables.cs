using Azure;
using Azure.Data.Tables;
using Signal.Functions.Rooms;

namespace Signal.Functions.Bench;

/// <summary>The table operations that requests need, without other work.</summary>
internal sealed class BareTables(TestStand stand)
{
    private readonly TableClient _rooms = new(stand.ConnectionString, stand.Prefix + "Rooms");
    private readonly TableClient _keys = new(stand.ConnectionString, stand.Prefix + "IdempotencyKeys");
    private readonly TableClient _nonces = new(stand.ConnectionString, stand.Prefix + "Nonces");

    /// <summary>A nonce is written while the room is read.</summary>
    public Task ReadRoomAsync() =>
        Task.WhenAll(WriteNonceAsync(), _rooms.GetEntityIfExistsAsync<RoomEntity>(stand.ServiceId, stand.RoomId));

    /// <summary>A nonce is written, then the idempotency key, then the room: each must exist before the next.</summary>
    public async Task InsertRoomAsync()
    {
        await WriteNonceAsync();
        await _keys.AddEntityAsync(new TableEntity("bench", Guid.NewGuid().ToString("N"))
        {
            ["RequestHash"] = new string('0', 64), ["ResourceId"] = Ids.New(),
        });
        await _rooms.AddEntityAsync(NewRoom("bench"));
    }

    /// <summary>Writes many rooms of another service.</summary>
    public async Task FillAsync(string serviceId, int count)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(100))
        {
            await _rooms.SubmitTransactionAsync(chunk.Select(_ => new TableTransactionAction(TableTransactionActionType.Add, NewRoom(serviceId))));
        }
    }

    /// <summary>One page of a service's rooms.</summary>
    public async Task<(int Count, string? Continuation)> PageAsync(string serviceId, int size, string? continuation)
    {
        await foreach (var page in _rooms.QueryAsync<RoomEntity>(r => r.PartitionKey == serviceId, size).AsPages(continuation, size))
        {
            return (page.Values.Count, page.ContinuationToken);
        }

        return (0, null);
    }

    private Task<Response> WriteNonceAsync() =>
        _nonces.AddEntityAsync(new TableEntity("bench", Guid.NewGuid().ToString("N")) { ["Attempt"] = "0123456789abcdef01234567" });

    private static RoomEntity NewRoom(string serviceId) => new()
    {
        PartitionKey = serviceId,
        RowKey = Ids.New(),
        Spec = new RoomSpec { Name = "room" },
        CreatedAt = TimeProvider.System.GetUtcNow(),
        UpdatedAt = TimeProvider.System.GetUtcNow(),
    };
}
