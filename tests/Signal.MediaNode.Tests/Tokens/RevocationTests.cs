using Microsoft.Extensions.Time.Testing;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Tests.Tokens;

/// <summary>Which users are refused, and until when.</summary>
public sealed class RevocationTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly Revocations _revocations;

    public RevocationTests() => _revocations = new Revocations(_time);

    [Fact]
    public void There_is_one_ban_for_each_user_and_the_last_one_counts()
    {
        _revocations.SetBan("tenant", "room", "mallory", _time.GetUtcNow().AddHours(1), 1);
        Assert.Throws<TokenRefusedException>(() => _revocations.RequireUser(Token("mallory")));

        _revocations.SetBan("tenant", "room", "mallory", _time.GetUtcNow(), 2);
        _revocations.RequireToken(Token("mallory"));

        _revocations.SetBan("tenant", "room", "mallory", _time.GetUtcNow().AddMinutes(1), 3);
        _revocations.SetBan("tenant", "room", "mallory", _time.GetUtcNow().AddMinutes(5), 4);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Throws<TokenRefusedException>(() => _revocations.RequireUser(Token("mallory")));
        _time.Advance(TimeSpan.FromMinutes(3));
        _revocations.RequireUser(Token("mallory"));
    }

    [Fact]
    public void The_ban_with_the_greatest_version_applies_in_any_order()
    {
        _revocations.SetBan("tenant", "room", "mallory", DateTimeOffset.MinValue, 7);
        _revocations.SetBan("tenant", "room", "mallory", DateTimeOffset.MaxValue, 6);
        _revocations.RequireUser(Token("mallory"));

        _revocations.SetBan("tenant", "room", "mallory", DateTimeOffset.MaxValue, 8);
        _revocations.SetBan("tenant", "room", "mallory", DateTimeOffset.MinValue, 7);
        _time.Advance(TimeSpan.FromDays(30));
        Assert.Throws<TokenRefusedException>(() => _revocations.RequireUser(Token("mallory")));
    }

    [Fact]
    public void A_revocation_refuses_older_tokens_and_keeps_participants()
    {
        var (old, other) = (Token("alice"), Token("bob"));
        _time.Advance(TimeSpan.FromSeconds(1));
        _revocations.RevokeIssued("tenant", "room", "alice");
        _revocations.Revoke("tenant", "room", "alice", null, DateTimeOffset.UnixEpoch);

        Assert.Throws<TokenRefusedException>(() => _revocations.RequireToken(old));
        _revocations.RequireUser(old);
        _revocations.RequireToken(other);
        _revocations.RequireToken(Token("alice"));
        _revocations.RequireToken(old with { Tenant = "another" });
    }

    [Fact]
    public void One_token_or_all_of_a_room_can_be_revoked()
    {
        var (first, second) = (Token("alice"), Token("alice"));
        _revocations.Revoke("tenant", "room", null, first.Id, DateTimeOffset.MaxValue);
        Assert.Throws<TokenRefusedException>(() => _revocations.RequireToken(first));
        _revocations.RequireToken(second);

        _revocations.Revoke("tenant", "room", null, null, DateTimeOffset.MaxValue);
        Assert.Throws<TokenRefusedException>(() => _revocations.RequireToken(second));
    }

    [Fact]
    public void No_token_of_a_banned_user_is_accepted()
    {
        _revocations.SetBan("tenant", "room", "mallory", _time.GetUtcNow().AddHours(1), 1);

        Assert.Equal("banned", Assert.Throws<TokenRefusedException>(() => _revocations.RequireToken(Token("mallory"))).Message);
        _revocations.RequireToken(Token("alice"));
    }

    [Fact]
    public void A_token_is_revoked_by_its_id_alone()
    {
        var (first, second) = (Token("alice"), Token("alice"));
        _revocations.Revoke("tenant", "room", "alice", first.Id, DateTimeOffset.MaxValue);

        Assert.Equal("revoked", Assert.Throws<TokenRefusedException>(() => _revocations.RequireToken(first)).Message);
        _revocations.RequireToken(second);
    }

    [Fact]
    public void Expired_entries_are_removed_however_often_they_were_set()
    {
        var values = new ExpiringDictionary<int, int>(_time);
        for (var minute = 1; minute <= 100; minute++)
        {
            var until = _time.GetUtcNow().AddMinutes(minute);
            values.Set(minute, _ => 1, _ => until);
            values.Set(0, before => before + 1, _ => until);
        }

        Assert.Equal(101, values.Count);
        _time.Advance(TimeSpan.FromMinutes(50));
        values.Set(200, _ => 1, _ => DateTimeOffset.MaxValue);

        Assert.Equal(52, values.Count);
        Assert.True(values.TryGet(0, out var times));
        Assert.Equal(100, times);
        _time.Advance(TimeSpan.FromMinutes(50));
        Assert.False(values.TryGet(0, out _));
        values.Set(200, _ => 1, _ => DateTimeOffset.MaxValue);
        Assert.Equal(1, values.Count);
    }

    private RoomToken Token(string user) => new()
    {
        Id = Guid.NewGuid().ToString(),
        Tenant = "tenant",
        RoomId = "room",
        UserId = user,
        Grants = new Grants(),
        Settings = new RoomSettings(),
        NotBefore = DateTimeOffset.MinValue,
        IssuedAt = _time.GetUtcNow(),
        ExpiresAt = _time.GetUtcNow().AddMinutes(3),
    };
}
