using System.Net;
using Microsoft.Extensions.Time.Testing;
using Signal.Testing;

namespace Signal.FunctionsHost.Tests.Worker;

public class WorkerEndTests
{
    private const int Kill = 9;
    private const int Terminate = 15;

    [Fact]
    public async Task A_worker_that_dies_answers_502_to_pending_requests_and_is_replaced()
    {
        await using var app = await TestApp.StartAsync();
        var worker = app.Host.WorkerProcessId;
        var waiting = app.StatusAsync("/app/wait");
        Assert.Equal("waiting", await app.NextAsync());
        Assert.Equal(HttpStatusCode.BadGateway, await app.StatusAsync("/app/exit"));
        Assert.Equal(HttpStatusCode.BadGateway, await waiting);
        await Eventually.TrueAsync(() => app.Host.WorkerProcessId is { } next && next != worker);
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("/app/rooms/7"));
    }

    [Fact]
    public async Task Without_a_worker_the_answer_is_503_with_RetryAfter()
    {
        await using var app = await TestApp.StartAsync();
        Assert.Equal(HttpStatusCode.BadGateway, await app.StatusAsync("/app/exit"));
        await Eventually.TrueAsync(() => app.Host.WorkerProcessId is null);
        using var answer = await app.Http.GetAsync(new Uri("/app/rooms/7", UriKind.Relative));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(Terminate)]
    public async Task SIGINT_and_SIGTERM_end_host_and_worker_with_0(int signal)
    {
        var mark = Guid.NewGuid().ToString();
        await using var host = HostProgram.StartApp(TestApp.Settings(("Test__Mark", mark)));
        await host.WaitForLineAsync("Functions ready on http://127.0.0.1:");
        host.Signal(signal);
        Assert.Equal(0, await host.WaitForExitAsync());
        Assert.Empty(HostProgram.ProcessesWith("Test__Mark", mark));
    }

    [Fact]
    public async Task SIGTERM_ends_a_host_whose_worker_is_still_starting()
    {
        var mark = Guid.NewGuid().ToString();
        var settings = TestApp.Settings(("Test__Mark", mark), ("Test__Start", "hang"), ("Test__Seconds", "1001"));
        await using var host = HostProgram.StartApp(settings);
        await Eventually.TrueAsync(() => HostProgram.ProcessesWith("Test__Mark", mark).Count() >= 3);
        host.Signal(Terminate);
        Assert.Equal(0, await host.WaitForExitAsync());
        Assert.Empty(HostProgram.ProcessesWith("Test__Mark", mark));
    }

    [Fact]
    public async Task A_killed_host_takes_its_worker_with_it()
    {
        var mark = Guid.NewGuid().ToString();
        await using var host = HostProgram.StartApp(TestApp.Settings(("Test__Mark", mark)));
        await host.WaitForLineAsync("Functions ready");
        Assert.NotEmpty(HostProgram.ProcessesWith("Test__Mark", mark));
        host.Signal(Kill);
        await Eventually.TrueAsync(() => !HostProgram.ProcessesWith("Test__Mark", mark).Any());
    }

    [Fact]
    public async Task A_function_that_ignores_its_cancellation_costs_the_worker()
    {
        var time = new FakeTimeProvider();
        await using var app = await TestApp.StartAsync(time, ("AzureFunctionsJobHost__functionTimeout", "01:00:00"));
        var worker = app.Host.WorkerProcessId;
        var answer = app.StatusAsync("/app/stuck");
        Assert.Equal("stuck", await app.NextAsync());
        time.Advance(TimeSpan.FromHours(1));
        await TestApp.PassAsync(time, () => answer.IsCompleted);
        Assert.Equal(HttpStatusCode.InternalServerError, await answer);
        await TestApp.PassAsync(time, () => app.Host.WorkerProcessId is { } next && next != worker);
    }
}
