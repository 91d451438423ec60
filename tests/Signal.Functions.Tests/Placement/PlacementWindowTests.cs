using Microsoft.Extensions.Time.Testing;
using Signal.Functions.Placement;

namespace Signal.Functions.Tests.Placement;

public sealed class PlacementWindowTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Placements_count_until_they_are_too_old()
    {
        var window = new PlacementWindow(Length, _time);
        window.Announce("one", _ => "a");
        _time.Advance(Length / 2);
        window.Announce("two", _ => "a");
        window.Announce("three", _ => "b");

        Assert.Equal((2, 1), (window.Count()["a"], window.Count()["b"]));
        _time.Advance(Length / 2);
        Assert.Equal(2, window.Count()["a"]);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal((1, 1), (window.Count()["a"], window.Count()["b"]));
        _time.Advance(Length);
        Assert.Empty(window.Count());
    }

    [Fact]
    public void A_choice_sees_those_before_it_and_may_choose_none()
    {
        var window = new PlacementWindow(Length, _time);
        window.Announce("one", _ => "a");

        Assert.Null(window.Announce("two", counts => counts["a"] == 1 ? null : "a"));

        Assert.Equal(1, window.Count()["a"]);
    }

    [Fact]
    public void A_withdrawn_placement_does_not_count_and_does_not_end_another()
    {
        var window = new PlacementWindow(Length, _time);
        var withdrawn = window.Announce("one", _ => "a")!;
        _time.Advance(Length / 2);
        window.Announce("two", _ => "a");

        window.Withdraw(withdrawn);
        window.Withdraw(withdrawn);

        Assert.Equal(1, window.Count()["a"]);
        _time.Advance((Length / 2) + TimeSpan.FromTicks(1));
        Assert.Equal(1, window.Count()["a"]);
    }

    [Fact]
    public void A_placement_that_is_read_again_counts_once()
    {
        var window = new PlacementWindow(Length, _time);
        var own = window.Announce("one", _ => "a")!;
        window.Learn(own, "a");
        window.Learn(PlacementWindow.Key(_time.GetUtcNow()) + "-other", "a");

        Assert.Equal(2, window.Count()["a"]);
    }
}
