using System.Net;
using System.Net.Http.Json;
using Signal.FunctionsHost.Tests.App;

namespace Signal.FunctionsHost.Tests.Http;

public class HttpTriggerTests(RunningApp app) : IClassFixture<RunningApp>
{
    [Theory]
    [InlineData("/app/rooms/7", """{"id":7,"part":null,"page":1,"method":"GET"}""")]
    [InlineData("/app/rooms/7/peers", """{"id":7,"part":"peers","page":1,"method":"GET"}""")]
    [InlineData("/app/rooms/7/peers?page=3", """{"id":7,"part":"peers","page":3,"method":"GET"}""")]
    [InlineData("/APP/ROOMS/7", """{"id":7,"part":null,"page":1,"method":"GET"}""")]
    [InlineData("/app/files/a/b/c.txt", "a/b/c.txt")]
    public async Task A_route_fills_the_parameters(string path, string expected) =>
        Assert.Equal(expected, await app.Http.GetStringAsync(new Uri(path, UriKind.Relative)));

    [Theory]
    [InlineData("GET", "/app/rooms/seven")]
    [InlineData("GET", "/app/nothing")]
    [InlineData("GET", "/rooms/7")]
    [InlineData("PUT", "/app/rooms/7")]
    [InlineData("POST", "/app/scope")]
    public async Task A_path_that_fails_a_constraint_or_a_method_that_nobody_takes_is_not_found(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await app.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task One_route_may_have_a_function_for_each_method_and_action_results_write_themselves()
    {
        using var answer = await app.Http.DeleteAsync(new Uri("/app/rooms/7", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("""{"gone":7}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_is_read_from_JSON_and_an_object_is_written_as_JSON()
    {
        using var answer = await app.Http.PostAsJsonAsync("/app/rooms", new Room("blue", 1));
        Assert.Equal(new Room("blue", 2), await answer.Content.ReadFromJsonAsync<Room>());
    }

    [Theory]
    [InlineData("{", "application/json")]
    [InlineData("{}", "text/plain")]
    public async Task A_body_that_is_no_JSON_is_a_bad_request(string body, string contentType)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, contentType);
        using var answer = await app.Http.PostAsync(new Uri("/app/rooms", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_failing_function_answers_500_and_tells_nothing()
    {
        using var answer = await app.Http.GetAsync(new Uri("/app/crash", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Each_call_has_a_scope_of_its_own_which_is_disposed()
    {
        var before = Visit.Disposed;
        var first = await app.Http.GetStringAsync(new Uri("/app/scope", UriKind.Relative));
        var second = await app.Http.GetStringAsync(new Uri("/app/scope", UriKind.Relative));
        Assert.True(Guid.TryParse(first, out _), first);
        Assert.NotEqual(first, second);
        Assert.True(Visit.Disposed > before);
    }
}
