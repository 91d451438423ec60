using Signal.Testing;

namespace Signal.Deployment.Tests.Azure;

/// <summary>What azd runs before a deployment, with substitutes of both command lines that print their arguments.</summary>
public sealed class KeepNodeCountTests : IDisposable
{
    private static readonly string Script = Repository.PathOf("infra", "azure", "keep-node-count.sh");

    private readonly string _folder = Directory.CreateTempSubdirectory("signal-azd-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_number_of_machines_is_kept()
    {
        Command("az", "[ \"$1\" = group ] && echo true || echo 5");
        Command("azd", "echo azd \"$@\"");

        Assert.Equal((0, "azd env set SIGNAL_NODE_COUNT 5"), await RunAsync());
    }

    [Theory]
    [InlineData("[ \"$1\" = group ] && echo true")]
    [InlineData("[ \"$1\" = group ] && echo false || exit 3")]
    public async Task The_first_deployment_takes_the_given_number(string az)
    {
        Command("az", az + "; exit 0");
        Command("azd", "echo azd \"$@\"");

        Assert.Equal((0, ""), await RunAsync());
    }

    [Theory]
    [InlineData("0", "group")]
    [InlineData("2", null)]
    public async Task Without_automatic_scaling_or_a_group_there_is_nothing_to_keep(string floor, string? group) =>
        Assert.Equal((0, ""), await RunAsync(floor, group));

    [Fact]
    public async Task A_number_that_cannot_be_read_ends_the_deployment()
    {
        Command("az", "echo 'ERROR: Please run az login' >&2; exit 1");

        Assert.Equal((1, "ERROR: Please run az login"), await RunAsync());
    }

    [Fact]
    public async Task Without_the_Azure_CLI_it_says_what_to_do() =>
        Assert.Equal((1, "error: the Azure CLI is missing; install it, since the deployment would otherwise undo automatic scaling"), await RunAsync());

    private void Command(string name, string script)
    {
        // The copy is executable.
        File.Copy(Script, Path.Combine(_folder, name));
        File.WriteAllText(Path.Combine(_folder, name), "#!/bin/sh\n" + script);
    }

    private async Task<(int Code, string Output)> RunAsync(string floor = "2", string? group = "group")
    {
        var environment = new Dictionary<string, string?> { ["PATH"] = _folder, ["SIGNAL_NODE_FLOOR"] = floor, ["AZURE_RESOURCE_GROUP"] = group };
        await using var process = ChildProcess.Start("/bin/sh", [Script], environment);
        return (await process.WaitForExitAsync(), process.Output);
    }
}
