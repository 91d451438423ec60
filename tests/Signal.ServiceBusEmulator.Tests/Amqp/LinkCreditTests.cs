using Signal.ServiceBusEmulator.Amqp;

namespace Signal.ServiceBusEmulator.Tests.Amqp;

/// <summary>The changes are those that the library reports for the flows named in each test.</summary>
public sealed class LinkCreditTests
{
    private readonly LinkCredit _credit = new();

    [Fact]
    public void Credit_is_used_up()
    {
        _credit.OnFlow(2);

        Assert.Equal(2, UseAll());
    }

    [Fact]
    public void A_flow_that_repeats_the_limit_changes_nothing()
    {
        _credit.OnFlow(5);
        _credit.Use();
        _credit.OnFlow(0);

        Assert.Equal(4, UseAll());
    }

    [Fact]
    public void A_flow_that_lowers_the_limit_lowers_the_credit()
    {
        _credit.OnFlow(10);
        _credit.OnFlow(-7);

        Assert.Equal(3, UseAll());
    }

    [Fact]
    public void Credit_given_after_a_lowered_limit_is_not_counted_twice()
    {
        // 10 given, 2 used; the limit is lowered to 3 more, which sets the library's own count to zero; 1 used; then 5 more are given.
        // The library, whose count is now -1, reports 5 - (-1) = 6.
        _credit.OnFlow(10);
        _credit.Use();
        _credit.Use();
        _credit.OnFlow(-5);
        _credit.Use();
        _credit.OnFlow(6);

        Assert.Equal(5, UseAll());
    }

    [Fact]
    public void Draining_leaves_none()
    {
        _credit.OnFlow(10);
        _credit.Clear();

        Assert.Equal(0, UseAll());
    }

    private int UseAll()
    {
        var used = 0;
        for (; _credit.IsAvailable; used++)
        {
            _credit.Use();
        }

        return used;
    }
}
