using Signal.Hosting.Startup;
using Signal.Local.Stack;

namespace Signal.Local.Tests;

public sealed class StateFolderTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("signal-state-").FullName;

    [Fact]
    public void A_secret_is_made_once_and_another_folder_has_another()
    {
        string first, second;
        using (var state = StateFolder.Open(_path))
        {
            first = state.Secret("key");
        }

        using (var again = StateFolder.Open(_path))
        {
            Assert.Equal(first, again.Secret("key"));
            second = again.Secret("other");
        }

        Assert.NotEqual(first, second);
        Assert.Equal(48, first.Length);
    }

    [Fact]
    public void A_folder_has_one_stack_at_a_time()
    {
        using var held = StateFolder.Open(_path);
        var refusal = Assert.Throws<StartupException>(() => StateFolder.Open(_path));
        Assert.StartsWith($"{_path} is in use by another stack", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_created_is_not_reported_as_in_use()
    {
        var refusal = Assert.Throws<StartupException>(() => StateFolder.Open("/proc/nope"));
        Assert.StartsWith("/proc/nope cannot be written (", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
