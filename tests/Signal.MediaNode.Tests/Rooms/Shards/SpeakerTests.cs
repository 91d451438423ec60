using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Mediasoup;
using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Rooms.Shards;

public sealed class SpeakerTests
{
    [Fact]
    public async Task The_active_speaker_is_the_loudest_of_all_workers()
    {
        await using var room = await SpreadRoom.StartAsync(settings: ("Rooms:SpeakerInterval", "250"));
        var alice = await SpeakAsync(room, room.Alice, ssrc: 1);
        var carol = await SpeakAsync(room, room.Carol, ssrc: 2);

        await using (new RtpSource(alice, volume: -40))
        {
            await HearsSpeakerAsync(room.Bob, room.Alice.PeerId);
            await using (new RtpSource(carol, volume: -10))
            {
                await HearsSpeakerAsync(room.Alice, room.Carol.PeerId);
                await HearsSpeakerAsync(room.Carol, room.Carol.PeerId);
            }

            await DrainAsync(room.Bob);
            await HearsSpeakerAsync(room.Bob, room.Alice.PeerId);
        }

        await HearsSpeakerAsync(room.Carol, null);
    }

    /// <summary>Adds an audio stream of a client whose packets the test sends.</summary>
    private static async Task<Producer> SpeakAsync(SpreadRoom room, TestClient client, uint ssrc)
    {
        var peer = await room.Node.PeerOfAsync(client);
        var media = await peer.MediaAsync();
        var producer = await (await media.Router.CreateDirectTransportAsync()).ProduceAsync(Media.Audio(ssrc));
        await peer.Room.ReservePublisherAsync(peer);
        await peer.Room.AddStreamAsync(new SentMedia(
            peer, media, producer, Sources.AppDataOf(null), new ProducerInfo { ProducerId = producer.Id.Value, Kind = "audio", Source = "microphone" }));
        await media.Levels.AddProducerAsync(producer.Id);
        return producer;
    }

    private static async Task HearsSpeakerAsync(TestClient client, string? peerId) => await client.HearsAsync("activeSpeaker", data =>
        data.TryGetProperty("peerId", out var speaker) && speaker.ValueKind == JsonValueKind.String ? speaker.GetString() == peerId : peerId is null);

    /// <summary>Consumes the announcements of before, so that the next one is a new one.</summary>
    private static async Task DrainAsync(TestClient client)
    {
        while (client.Heard.Any(message => message.Name == "activeSpeaker"))
        {
            await client.HearsAsync("activeSpeaker");
        }
    }
}
