using Microsoft.Extensions.Time.Testing;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Tests.Tokens;

public sealed class TokenLedgerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TokenLedger _ledger;

    public TokenLedgerTests() => _ledger = new TokenLedger(new TokenOptions(), _time);

    [Fact]
    public void The_connection_that_redeemed_a_token_may_show_it_again()
    {
        var token = Token();
        _ledger.Redeem(token, negotiates: true);
        _ledger.Continue(token, "connection");

        _ledger.Continue(token, "connection");

        Assert.Throws<TokenRefusedException>(() => _ledger.Continue(token, "another"));
        Assert.Throws<TokenRefusedException>(() => _ledger.Redeem(token, negotiates: true));
    }

    [Fact]
    public void A_connection_id_alone_redeems_nothing()
    {
        Assert.Throws<TokenRefusedException>(() => _ledger.Continue(Token(), "made-up"));
    }

    [Fact]
    public void A_token_that_opened_a_connection_without_negotiation_opens_no_other()
    {
        var token = Token();
        _ledger.Redeem(token, negotiates: false);

        Assert.Throws<TokenRefusedException>(() => _ledger.Continue(token, "connection"));
        Assert.Throws<TokenRefusedException>(() => _ledger.Redeem(token, negotiates: true));
    }

    [Fact]
    public void A_connection_outlives_its_token()
    {
        var token = Token();
        _ledger.Redeem(token, negotiates: true);
        _ledger.Continue(token, "connection");
        _ledger.Hold(token);
        _time.Advance(TimeSpan.FromHours(8));
        _ledger.Redeem(Token(), negotiates: true);

        _ledger.Continue(token, "connection");

        Assert.Throws<TokenRefusedException>(() => _ledger.Redeem(token, negotiates: true));
    }

    [Fact]
    public void A_token_is_valid_in_its_time_with_the_tolerance_for_clocks()
    {
        var (skew, tick) = (new TokenOptions().ClockSkew, TimeSpan.FromTicks(1));
        var (now, token) = (_time.GetUtcNow(), Token());
        _ledger.Redeem(Token() with { NotBefore = now + skew, IssuedAt = now + skew }, negotiates: true);
        Refused("not valid yet", Token() with { NotBefore = now + skew + tick });
        Refused("not valid yet", Token() with { IssuedAt = now + skew + tick });
        _ledger.Redeem(Token() with { ExpiresAt = now - skew + tick }, negotiates: true);
        Refused("expired", Token() with { ExpiresAt = now - skew });

        _ledger.Redeem(token, negotiates: true);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("expired", Assert.Throws<TokenRefusedException>(() => _ledger.Continue(token, "connection")).Message);

        void Refused(string reason, RoomToken refused) =>
            Assert.Equal(reason, Assert.Throws<TokenRefusedException>(() => _ledger.Redeem(refused, negotiates: true)).Message);
    }

    [Fact]
    public void What_has_ended_is_forgotten()
    {
        var token = Token();
        _ledger.Redeem(token, negotiates: true);
        _ledger.Hold(token);
        _ledger.Release(token);
        _time.Advance(TimeSpan.FromMinutes(10));

        _ledger.Redeem(Token(), negotiates: true);

        Assert.Equal(1, _ledger.Count);
        Assert.Throws<TokenRefusedException>(() => _ledger.Redeem(token, negotiates: true));
    }

    private RoomToken Token() => new()
    {
        Id = Guid.NewGuid().ToString(),
        Tenant = "tenant",
        RoomId = "room",
        UserId = "user",
        Grants = new Grants(),
        Settings = new RoomSettings(),
        NotBefore = DateTimeOffset.MinValue,
        IssuedAt = _time.GetUtcNow(),
        ExpiresAt = _time.GetUtcNow() + TimeSpan.FromMinutes(3),
    };
}
