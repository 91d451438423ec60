using System.Net.WebSockets;
using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.MediaNode.Rooms.Parts;
using Signal.MediaNode.Tests.Fixtures;
using Signal.MediaNode.Tests.Links;

namespace Signal.MediaNode.Tests.Rooms.Parts;

/// <summary>What the home sends to a satellite that attaches, depending on what the satellite says that it has applied.</summary>
public sealed class SatelliteTests : IAsyncLifetime
{
    private readonly Stranger _satellite = new("satellite");
    private KeyPublisher _publisher = null!;
    private NodeHost _home = null!;
    private TestClient _alice = null!;

    public async ValueTask InitializeAsync()
    {
        _publisher = await KeyPublisher.StartAsync();
        _publisher.Publish(_satellite.Key);
        _home = await _publisher.StartNodeAsync("home", ("Rooms:PartLease", "00:05:00"));
        _alice = await TestClient.ConnectAsync(_home.Url, _publisher.Mint.Mint(_home.Spec(spec => spec with { RoomId = "room" })));
        await _alice.EnterAsync();
    }

    [Fact]
    public async Task It_gets_again_what_it_has_not_applied()
    {
        using (var link = await OpenAsync())
        {
            Assert.Empty(await AttachAsync(link, 1, new ChangeNumber(0, 0)));
            Mute("1", "2", "3");
            Assert.Equal([("1", 3), ("2", 4), ("3", 5)], [await NextAsync(link), await NextAsync(link), await NextAsync(link)]);
        }

        Mute("4");
        using (var link = await OpenAsync())
        {
            Assert.Equal([("2", 3), ("3", 4), ("4", 5)], await AttachAsync(link, 2, new ChangeNumber(1, 3)));
        }

        using (var link = await OpenAsync())
        {
            Assert.Equal([("4", 3)], await AttachAsync(link, 3, new ChangeNumber(2, 4)));
            Assert.Empty(await AttachAsync(link, 4, new ChangeNumber(3, 3), request: 2));
        }
    }

    [Fact]
    public async Task What_a_report_has_confirmed_is_no_longer_kept()
    {
        using var link = await OpenAsync();
        await AttachAsync(link, 1, new ChangeNumber(0, 0));
        Mute("1", "2");
        await NextAsync(link);
        await NextAsync(link);

        await Stranger.SendAsync(link, JsonSerializer.Serialize(new
        {
            method = "room.report",
            body = new { room = Key, change = new { type = "publisherReleased", peerId = "nobody" }, applied = new { attachment = 1, sequence = 3 } },
        }));

        Assert.Equal([("2", 3)], await AttachAsync(link, 2, new ChangeNumber(0, 0), request: 2));
    }

    [Fact]
    public async Task Only_the_latest_changes_are_kept()
    {
        using (var link = await OpenAsync())
        {
            await AttachAsync(link, 1, new ChangeNumber(0, 0));
        }

        Mute([.. Enumerable.Range(1, Satellite.MaxKept + 10).Select(number => $"{number}")]);

        using var again = await OpenAsync();
        var missed = await AttachAsync(again, 2, new ChangeNumber(1, 2));
        Assert.Equal(Satellite.MaxKept, missed.Count);
        Assert.Equal(("11", 3), missed[0]);
        Assert.Equal($"{Satellite.MaxKept + 10}", missed[^1].Kind);
    }

    public async ValueTask DisposeAsync()
    {
        await _alice.DisposeAsync();
        await _home.DisposeAsync();
        await _publisher.DisposeAsync();
        _satellite.Dispose();
    }

    private static object Key => new { tenant = "tenant", roomId = "room" };

    private Task<ClientWebSocket> OpenAsync() => Stranger.OpenAsync(_home, _satellite.Token(_home));

    /// <summary>Attaches; returns the mutes that follow the description of the room.</summary>
    private static async Task<IReadOnlyList<(string Kind, long Sequence)>> AttachAsync(
        ClientWebSocket link, long attachment, ChangeNumber applied, int request = 1)
    {
        await Stranger.SendAsync(link, JsonSerializer.Serialize(new
        {
            id = request,
            method = "room.attach",
            body = new
            {
                room = Key,
                attachment,
                settings = new { },
                applied = new { attachment = applied.Attachment, sequence = applied.Sequence },
            },
        }));
        var mutes = new List<(string Kind, long Sequence)>();
        while (true)
        {
            var message = await Stranger.ReceiveAsync(link);
            if (message.TryGetProperty("id", out var id))
            {
                Assert.Equal((request, false), (id.GetInt32(), message.TryGetProperty("error", out _)));
                return mutes;
            }

            if (MuteIn(message) is { } mute)
            {
                Assert.Equal(attachment, message.GetProperty("body").GetProperty("attachment").GetInt64());
                mutes.Add(mute);
            }
        }
    }

    private static async Task<(string Kind, long Sequence)> NextAsync(ClientWebSocket link)
    {
        while (true)
        {
            if (MuteIn(await Stranger.ReceiveAsync(link)) is { } mute)
            {
                return mute;
            }
        }
    }

    private static (string Kind, long Sequence)? MuteIn(JsonElement message)
    {
        var body = message.GetProperty("body");
        var change = body.GetProperty("change");
        return change.GetProperty("type").GetString() == "commandForwarded"
            ? (change.GetProperty("command").GetProperty("kind").GetString()!, body.GetProperty("sequence").GetInt64())
            : null;
    }

    private void Mute(params string[] kinds)
    {
        foreach (var kind in kinds)
        {
            _home.Rooms.Find("tenant", "room")!.Execute(new SetMuted
            {
                Id = kind, ExpiresAt = DateTimeOffset.MaxValue, Tenant = "tenant", RoomId = "room", UserId = "bob", Kind = kind, Muted = true,
            });
        }
    }
}
