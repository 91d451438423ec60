using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Signal.Contracts.Messages;
using Signal.Functions.Participants;

namespace Signal.Folding.Bench;

/// <summary>
/// The baseline for folding: the bare transaction of each event, a participant and its room's roster, rooms in parallel, without a queue in front
/// and without other work.
/// </summary>
internal sealed class OneByOne(Stand stand)
{
    private const int EventsPerRoom = 60;
    private readonly List<Sample> _rounds = [];
    private readonly TableClient _participants = new(stand.Tables.ConnectionString, Stand.Prefix + "Participants");
    private int _round;

    public Row Row => Sample.Summarize("bare transactions, one by one", _rounds);

    public async Task RunAsync(bool isWarmUp)
    {
        await _participants.CreateIfNotExistsAsync();
        _round++;
        var operations = stand.Tables.Count;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(stand.Rooms.Select(room => Task.Run(() => WriteAsync(room))));
        var sample = new Sample(EventsPerRoom * stand.Rooms.Count, clock.Elapsed, stand.Tables.Count - operations, []);
        if (!isWarmUp)
        {
            _rounds.Add(sample);
        }
    }

    private async Task WriteAsync(BenchRoom room)
    {
        var roster = new RosterEntity { PartitionKey = $"bare-{_round}-{room.Id}", RowKey = RosterEntity.RowPrefix + "bare" };
        for (var i = 0; i < EventsPerRoom; i++)
        {
            var joined = (PeerJoined)room.Joined(BenchRoom.NewPeer()) with { RoomId = roster.PartitionKey };
            roster.Sequence = i;
            var response = await _participants.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.UpsertReplace, ParticipantEntity.Of(joined, joined.Peer)),
                i == 0 ? new(TableTransactionActionType.Add, roster) : new(TableTransactionActionType.UpdateReplace, roster, roster.ETag),
            ]);
            roster.ETag = response.Value[1].Headers.ETag ?? ETag.All;
        }
    }
}
