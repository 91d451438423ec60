using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.AdminPage;

public sealed class PageTests(AdminInstallation admin, AzuriteFixture azurite) : IClassFixture<AdminInstallation>
{
    [Fact]
    public async Task It_is_off_unless_it_is_enabled()
    {
        await using var installation = await Installation.StartAsync(azurite);

        foreach (var path in new[] { "/console", "/console/admin-page.js" })
        {
            (await installation.SendAsync(new HttpRequestMessage(HttpMethod.Get, path))).ShouldBeProblem(404, "not-found");
        }

        (await installation.Superservice.GetAsync("/console/api/session")).ShouldBeProblem(404, "not-found");
        (await installation.Superservice.GetWithAsync("/v1/nodes", installation.Superservice.Session())).ShouldBeProblem(401, "unauthorized");
    }

    [Theory]
    [InlineData("/console", "text/html")]
    [InlineData("/console/admin-page.js", "text/javascript")]
    [InlineData("/console/admin-page.css", "text/css")]
    [InlineData("/console/icon.svg", "image/svg+xml")]
    public async Task Its_files_are_served_with_a_strict_policy(string path, string mediaType)
    {
        using var http = new HttpClient { BaseAddress = admin.Installation.Address() };
        using var response = await http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal((200, mediaType), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());

        using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { response.Headers.ETag! } } };
        using var unchanged = await http.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(304, (int)unchanged.StatusCode);
    }

    [Fact]
    public async Task The_page_has_no_inline_script_or_style_and_no_foreign_address()
    {
        var page = await admin.Installation.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/console"));

        Assert.DoesNotContain("//", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page.Body, StringComparison.Ordinal);
        Assert.All(page.Body.Split("<script").Skip(1), script => Assert.Matches("^ [^>]*src=\"/console/[a-z.-]+\"[^>]*></script>", script));
    }

    [Theory]
    [InlineData("/console/other.js")]
    [InlineData("/console/..%2fhost.json")]
    public async Task Other_files_do_not_exist(string path) =>
        (await admin.Installation.SendAsync(new HttpRequestMessage(HttpMethod.Get, path))).ShouldBeProblem(404, "not-found");
}
