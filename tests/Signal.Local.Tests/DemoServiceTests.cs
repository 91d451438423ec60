using Signal.Local.Stack;

namespace Signal.Local.Tests;

public sealed class DemoServiceTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("signal-demo-").FullName;

    [Theory]
    [InlineData("")]
    [InlineData("{\"Id\":\"a")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"Id\":\"a\",\"Key\":\"short\"}")]
    public void A_partially_written_file_is_ignored(string text)
    {
        File.WriteAllText(Path.Combine(_path, "demo-service.json"), text);
        using var state = StateFolder.Open(_path);

        Assert.Null(AdminApi.Known(state));
    }

    [Fact]
    public void What_was_written_is_found_again()
    {
        using var state = StateFolder.Open(_path);
        Assert.Null(AdminApi.Known(state));

        state.WritePrivate("demo-service.json", """{"Id":"demo","Key":"0123456789abcdef"}""");

        Assert.Equal(new DemoService("demo", "0123456789abcdef"), AdminApi.Known(state));
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
