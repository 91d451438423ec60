using Signal.Testing;

namespace Signal.Deployment.Tests.Azure;

/// <summary>A deployment with the Azure CLI, with a substitute of the command line that records its arguments and answers like it.</summary>
public sealed class DeployScriptTests : IDisposable
{
    private static readonly string Script = Repository.PathOf("infra", "azure", "deploy");

    private readonly string _folder = Directory.CreateTempSubdirectory("signal-az-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_first_run_creates_the_group_deploys_and_publishes()
    {
        Tools(exists: false);

        Assert.Equal(
            (0, "== resource group\n== build\n== template\n== Functions app signal-app"),
            await RunAsync("group", "location=westeurope", "encryptionKey=a b"));

        Assert.Equal(
            [
                "az group exists --name group",
                "az group create --name group --location westeurope --output none",
                "dotnet publish functions/Signal.Functions -c Release -v quiet -p:HostExtensions=require -o WORK/app",
                "zip -qr WORK/app.zip .",
                "az deployment group create --name signal --resource-group group --template-file infra/azure/main.bicep --parameters location=westeurope 'encryptionKey=a b'"
                    + " --query properties.outputs.functionsApp.value --output tsv",
                "az functionapp deployment source config-zip --resource-group group --name signal-app --src WORK/app.zip --output none",
            ],
            Calls());
    }

    [Theory]
    [InlineData("5", "--parameters nodeImage=image nodeFloor=2 nodeCount=5 ", "nodeImage=image", "nodeFloor=2")]
    [InlineData("5", "--parameters nodeCount=7 ", "nodeCount=7")]
    [InlineData("5", "--parameters nodeCount=5 ")]
    [InlineData("", "--parameters nodeImage=image ", "nodeImage=image")]
    [InlineData("", "main.bicep --query")]
    public async Task A_later_run_publishes_the_app_before_the_template_and_keeps_the_number_of_machines(
        string machines, string parameters, params string[] arguments)
    {
        Tools(machines: machines, app: "signal-app");

        Assert.Equal((0, "== build\n== Functions app signal-app\n== template"), await RunAsync(["group", .. arguments]));

        Assert.Contains(parameters, Assert.Single(Calls(), call => call.StartsWith("az deployment group create", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_without_an_app_gets_it_after_the_template()
    {
        Tools();

        Assert.Equal((0, "== build\n== template\n== Functions app signal-app"), await RunAsync("group"));
    }

    [Fact]
    public async Task What_if_changes_nothing_and_has_the_same_parameters()
    {
        Tools(machines: "5");

        Assert.Equal((0, ""), await RunAsync(["group", "nodeImage=image"], whatIf: true));

        Assert.Equal("az deployment group what-if --resource-group group --template-file infra/azure/main.bicep --parameters nodeImage=image nodeCount=5", Calls()[^1]);
        Assert.Equal(4, Calls().Length);
    }

    [Fact]
    public async Task A_group_that_does_not_exist_needs_a_location()
    {
        Tools(exists: false);

        Assert.Equal((1, "error: the resource group group does not exist; add location=..., such as location=westeurope, to create it"), await RunAsync("group"));
        Assert.Single(Calls());
    }

    [Theory]
    [InlineData("deployment group list")]
    [InlineData("vmss list")]
    [InlineData("deployment group create")]
    public async Task A_call_that_fails_ends_the_deployment(string call)
    {
        Tools(machines: "5", failing: call);

        var (code, output) = await RunAsync("group");

        Assert.Equal(1, code);
        Assert.Contains("ERROR: Please run az login", output, StringComparison.Ordinal);
        Assert.StartsWith($"az {call}", Calls()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_group_or_a_tool_it_says_what_to_do()
    {
        Assert.Equal((1, "error: the argument GROUP is missing; set it to the name of the resource group"), await RunAsync());
        Assert.Equal((1, "error: az is missing; install it"), await RunAsync("group"));
    }

    private string[] Calls() => [.. File.ReadAllLines(Path.Combine(_folder, "calls"))];

    private void Tools(bool exists = true, string machines = "", string app = "", string failing = "nothing")
    {
        // The folder of the work is a random one.
        var record = $$"""
            line="${0##*/}"
            for argument in "$@"; do
              case "$argument" in *' '*) argument="'$argument'" ;; /*/app*) argument="WORK/${argument##*/}" ;; esac
              line="$line $argument"
            done
            echo "$line" >>{{_folder}}/calls
            """;
        Tool("az", $$"""
            {{record}}
            case "$*" in
              "{{failing}}"*) echo 'ERROR: Please run az login' >&2; exit 1 ;;
              "group exists"*) echo {{(exists ? "true" : "false")}} ;;
              "deployment group list"*) echo {{app}} ;;
              "vmss list"*) echo {{machines}} ;;
              "deployment group create"*) echo signal-app ;;
            esac
            """);
        Tool("dotnet", record + "\nfor folder in \"$@\"; do :; done\n/bin/mkdir -p \"$folder\"");
        Tool("zip", record);
        foreach (var tool in new[] { "mktemp", "rm" })
        {
            Tool(tool, $"exec /bin/{tool} \"$@\"");
        }
    }

    private void Tool(string name, string script)
    {
        // The copy is executable.
        File.Copy(Script, Path.Combine(_folder, name));
        File.WriteAllText(Path.Combine(_folder, name), "#!/bin/bash\n" + script);
    }

    private Task<(int Code, string Output)> RunAsync(params string[] arguments) => RunAsync(arguments, whatIf: false);

    private async Task<(int Code, string Output)> RunAsync(string[] arguments, bool whatIf)
    {
        var environment = new Dictionary<string, string?> { ["PATH"] = _folder, ["WHAT_IF"] = whatIf ? "1" : null };
        await using var process = ChildProcess.Start("/bin/bash", [Script, .. arguments], environment);
        return (await process.WaitForExitAsync(), process.Output);
    }
}
