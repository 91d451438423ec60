namespace Signal.Mediasoup.Tests.Events;

/// <summary>The objects raise the same events as those of the npm library, in the same order.</summary>
public sealed class EventOrderTests(NpmEvents npm) : IClassFixture<NpmEvents>
{
    [Theory]
    [InlineData("routerCloses")]
    [InlineData("transportCloses")]
    [InlineData("directTransportCloses")]
    [InlineData("producerCloses")]
    [InlineData("dataProducerCloses")]
    [InlineData("consumerCloses")]
    [InlineData("serverCloses")]
    [InlineData("observerCloses")]
    [InlineData("workerCloses")]
    [InlineData("workerIsKilled")]
    [InlineData("producerPausesTwiceAndResumes")]
    [InlineData("consumerPausesWhileItsProducerIsPaused")]
    [InlineData("producerPausesWhileItsConsumerIsPaused")]
    [InlineData("dataPausesOnBothSides")]
    [InlineData("observerPausesAndWatches")]
    [InlineData("moreIsCreated")]
    public async Task Events_are_raised_as_in_the_npm_library(string scenario)
    {
        var (played, closed) = npm.Of(scenario);
        var log = new EventLog();
        var objects = await Scenarios.BuildAsync();
        objects.WatchWith(log);

        await objects.PlayAsync(scenario);
        var ourPlayed = await log.TakeAsync(played.Length);
        await objects.Worker.DisposeAsync();
        var ourClosed = await log.TakeAsync(closed.Length);

        // Events caused by the worker reach each object separately: there is no order between objects.
        Assert.Equal(ByObject(played), ByObject(ourPlayed));
        Assert.Equal(closed, ourClosed);
    }

    [Fact]
    public void No_scenario_is_left_out() => Assert.Equal(
        npm.Names,
        typeof(EventOrderTests).GetMethod(nameof(Events_are_raised_as_in_the_npm_library))!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
            .Select(data => (string)((InlineDataAttribute)data).Data[0]!));

    private static string[] ByObject(string[] events) =>
        [.. events.GroupBy(it => it.Split('.')[0]).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => string.Join(" ", group))];
}
