using System.Text.RegularExpressions;
using Signal.Testing;
using YamlDotNet.Serialization;

namespace Signal.Deployment.Tests.Azure;

/// <summary>The systemd units of a media node's machine.</summary>
public sealed class MachineUnitTests : IDisposable
{
    private static readonly string Source = Repository.PathOf("infra", "azure", "medianode");

    private readonly string _root = Directory.CreateTempSubdirectory("signal-units-").FullName;

    public MachineUnitTests()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "systemd-analyze is not installed.");
        string[] commands =
        [
            "bin/sh", "usr/bin/podman", "usr/local/bin/node-names", "usr/local/bin/node-certificate", "usr/local/bin/node-farewell",
        ];
        foreach (var command in commands)
        {
            File.Copy("/bin/true", NewFile(command));
        }

        foreach (var target in new[] { "basic", "multi-user", "network-online", "shutdown", "sysinit", "timers" })
        {
            Write($"etc/systemd/system/{target}.target", "[Unit]\n");
        }
    }

    public static TheoryData<string> Units => new(Directory.GetFiles(Source).Select(file => Path.GetFileName(file)!)
        .Where(name => Path.GetExtension(name) is ".service" or ".timer"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [MemberData(nameof(Units))]
    public async Task Systemd_accepts_it_and_finds_its_commands(string unit)
    {
        foreach (var name in Units.Select(row => row.Data))
        {
            Write($"etc/systemd/system/{name}", await File.ReadAllTextAsync(Path.Combine(Source, name), TestContext.Current.CancellationToken));
        }

        Assert.Equal((0, ""), await VerifyAsync(unit));
    }

    [Fact]
    public void Security_updates_do_not_restart_the_node()
    {
        var cloudInit = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(File.ReadAllText(Path.Combine(Source, "cloud-init.yaml")));
        var file = Assert.Single(
            ((List<object>)cloudInit["write_files"]).Cast<Dictionary<object, object>>(),
            file => (string)file["path"] == "/etc/needrestart/conf.d/signal.conf");

        var pattern = Regex.Match((string)file["content"], @"^\$nrconf\{override_rc\}\{qr\((.+)\)\} = 0;\n$", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.Matches(pattern.Groups[1].Value, "media-node.service");
        Assert.True(File.Exists(Path.Combine(Source, "media-node.service")));
    }

    [Fact]
    public async Task A_unit_with_an_unknown_setting_or_command_is_rejected()
    {
        Write("etc/systemd/system/wrong.service", "[Service]\nExecStart=/usr/bin/missing\nRestartSecs=2\n");

        var (code, output) = await VerifyAsync("wrong.service");

        Assert.Equal(1, code);
        Assert.Contains("Unknown key 'RestartSecs'", output, StringComparison.Ordinal);
        Assert.Contains("/usr/bin/missing", output, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> VerifyAsync(string unit)
    {
        await using var process = ChildProcess.Start("systemd-analyze", ["verify", $"--root={_root}", "--man=no", unit]);
        return (await process.WaitForExitAsync(), process.Output);
    }

    private void Write(string path, string text) => File.WriteAllText(NewFile(path), text);

    private string NewFile(string path)
    {
        var file = new FileInfo(Path.Combine(_root, path));
        file.Directory!.Create();
        return file.FullName;
    }
}
