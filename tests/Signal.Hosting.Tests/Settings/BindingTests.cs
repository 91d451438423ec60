namespace Signal.Hosting.Tests.Settings;

public sealed class BindingTests
{
    [Fact]
    public void Values_are_read_by_their_types()
    {
        var settings = Bound.To(
            ("Reports__Interval", "5m"), ("reports__batch", "7"), ("Reports__Rate", "1.5"), ("Reports__Level", "debug"), ("Reports__Enabled", "True"),
            ("Reports__Codes__0", "3"), ("Reports__Presets__small", "{}"), ("Reports__Limit__Window", "30"), ("Reports__More__0__Points", "4"));

        Assert.Equal(TimeSpan.FromMinutes(5), settings.Interval);
        Assert.Equal(7, settings.Batch);
        Assert.Equal(1.5, settings.Rate);
        Assert.Equal(SampleLevel.Debug, settings.Level);
        Assert.True(settings.Enabled);
        Assert.Equal([3], settings.Codes);
        Assert.Equal("{}", settings.Presets["small"]);
        Assert.Equal(7, settings.Limit.Points);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.Limit.Window);
        Assert.Equal(4, Assert.Single(settings.More).Points);
    }

    [Fact]
    public void A_list_replaces_its_default()
    {
        Assert.Equal(["127.0.0.1"], Bound.To().Proxies);
        Assert.Equal(["10.0.0.0/8", "::1"], Bound.To(("Reports__Proxies__0", "10.0.0.0/8"), ("Reports__Proxies__1", "::1")).Proxies);
    }

    [Fact]
    public void An_empty_variable_is_one_that_is_not_set()
    {
        var settings = Bound.To(("Reports__Interval", ""), ("Reports__Batch", " "), ("Reports__Level", ""), ("Reports__Url", ""), ("Reports__Key", ""));

        Assert.Equal(TimeSpan.FromSeconds(1), settings.Interval);
        Assert.Equal(100, settings.Batch);
        Assert.Equal(SampleLevel.Warn, settings.Level);
    }

    [Fact]
    public void Keys_of_other_options_are_allowed_in_the_section() => Assert.Equal(100, Bound.To(("Reports__credential", "managedidentity")).Batch);
}
