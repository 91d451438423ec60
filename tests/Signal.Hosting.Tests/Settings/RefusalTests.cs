namespace Signal.Hosting.Tests.Settings;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("Reports__Interval", "abc", "Reports__Interval is 'abc'; set a duration from 100ms to 10m")]
    [InlineData("Reports__Interval", "1h", "Reports__Interval is '1h'; set a duration from 100ms to 10m")]
    [InlineData("Reports__Longest", "soon", "Reports__Longest is 'soon'; set a duration such as 250ms, 30s, 5m or 1.5h")]
    [InlineData("Reports__Batch", "abc", "Reports__Batch is 'abc'; set a whole number from 0 to 1024")]
    [InlineData("Reports__Batch", "0x10", "Reports__Batch is '0x10'; set a whole number from 0 to 1024")]
    [InlineData("Reports__Batch", "1.5", "Reports__Batch is '1.5'; set a whole number from 0 to 1024")]
    [InlineData("Reports__Batch", "9999999999", "Reports__Batch is '9999999999'; set a whole number from 0 to 1024")]
    [InlineData("Reports__Batch", "1025", "Reports__Batch is '1025'; set a whole number from 0 to 1024")]
    [InlineData("Reports__Rate", "0", "Reports__Rate is '0'; set a number, more than 0")]
    [InlineData("Reports__Rate", "NaN", "Reports__Rate is 'NaN'; set a number, more than 0")]
    [InlineData("Reports__Level", "loud", "Reports__Level is 'loud'; set one of Warn, Debug")]
    [InlineData("Reports__Level", "1", "Reports__Level is '1'; set one of Warn, Debug")]
    [InlineData("Reports__Enabled", "yes", "Reports__Enabled is 'yes'; set true or false")]
    [InlineData("Reports__Name", "", "Reports__Name is missing; set lower-case letters")]
    [InlineData("Reports__Name", "A b", "Reports__Name is 'A b'; set lower-case letters")]
    [InlineData("Reports__Key", "hunter2", "Reports__Key cannot be used; set 16 characters or more")]
    [InlineData("Reports__Proxies__0", "x/y", "Reports__Proxies__0 is 'x/y'; set an IP address or a CIDR range")]
    [InlineData("Reports__Codes__0", "x", "Reports__Codes__0 is 'x'; set a whole number")]
    [InlineData("Reports__Limit__Points", "0", "Reports__Limit__Points is '0'; set a whole number, at least 1")]
    [InlineData("Reports__More__0__Points", "0", "Reports__More__0__Points is '0'; set a whole number, at least 1")]
    [InlineData("Reports__Url", "ftp://x", "Reports__Url is 'ftp://x'; set an absolute http or https address")]
    [InlineData("Reports__Longest", "500ms", "Reports__Longest is '500ms'; set at least Reports__Interval")]
    public void A_bad_value_is_named_with_what_to_set(string variable, string value, string sentence) =>
        Assert.Equal([sentence], Bound.Refused((variable, value)));

    [Theory]
    [InlineData("Reports__Intervall", "Reports__Intervall is not a setting; did you mean Reports__Interval?")]
    [InlineData("Reports__Limit__Point", "Reports__Limit__Point is not a setting; did you mean Reports__Limit__Points?")]
    [InlineData("Reports__Limit__Colour", "Reports__Limit__Colour is not a setting; remove it, or set one of Points, Window")]
    [InlineData(
        "Reports__Computed",
        "Reports__Computed is not a setting; remove it, or set one of Interval, Longest, Batch, Rate, Level, Enabled, Name, Key, "
            + "Proxies, Codes, Presets, Limit, More, Url")]
    [InlineData("Reports__Interval__0", "Reports__Interval__0 is not a setting; set Reports__Interval to a duration from 100ms to 10m")]
    public void An_unknown_member_is_an_error(string variable, string sentence) => Assert.Equal([sentence], Bound.Refused((variable, "1")));

    [Fact]
    public void A_list_in_one_variable_is_an_error() => Assert.Equal(
        ["Reports__Proxies is '10.0.0.1,10.0.0.2'; set Reports__Proxies__0, Reports__Proxies__1 and so on, one value each"],
        Bound.Refused(("Reports__Proxies", "10.0.0.1,10.0.0.2")));

    [Fact]
    public void All_problems_are_named_at_once() =>
        Assert.Equal(3, Bound.Refused(("Reports__Interval", "abc"), ("Reports__Batch", "x"), ("Reports__X", "1")).Count);
}
