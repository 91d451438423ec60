using Signal.Testing;

namespace Signal.Local.Tests;

public class TestingTests
{
    [Fact]
    public async Task Azurite_starts_and_ends()
    {
        await using var azurite = new AzuriteFixture();
        await azurite.InitializeAsync();
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{azurite.Port}/devstoreaccount1/Tables"));
        Assert.NotEqual(0, (int)answer.StatusCode);
    }
}
