using System.Text.Json;
using Signal.Admin;

namespace Signal.Chaos.Tests.Load;

/// <summary>The application's back end under load: it removes users, sends messages to rooms, and reads lists.</summary>
internal sealed class BackOffice(LoadModel load, int seed)
{
    /// <summary>The reason by which clients recognise an intended removal.</summary>
    public const string KickReason = "chaos";

    private readonly Random _random = new(seed);

    public async Task RunAsync()
    {
        while (load.Phase == LoadPhase.Storm)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.3 + _random.NextDouble()), TimeProvider.System, load.PhaseChanged)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var client = load.Clients[_random.Next(load.Clients.Count)];
            try
            {
                await ActAsync(client);
            }
            catch (Exception error) when (ClientErrors.AreExpected(error))
            {
                load.History.Add($"back office: {error.Message}");
                if (error is AdminException { Status: System.Net.HttpStatusCode.InternalServerError })
                {
                    load.Bugs.Enqueue($"500 to the back office: {error.Message}");
                }
            }
        }
    }

    private Task ActAsync(LoadClient client)
    {
        switch (_random.Next(3))
        {
            case 0:
                load.History.Add($"back office: kicks {client.UserId}");
                return load.Admin.Participants.KickAsync(client.RoomId, client.UserId, KickReason);
            case 1:
                return load.Admin.Participants.SendDataAsync(client.RoomId, new DataRequest(JsonSerializer.SerializeToElement("hello"), "chat"));
            default:
                return load.Admin.Participants.ListAsync(client.RoomId).CountAsync().AsTask();
        }
    }
}
