using Signal.Testing;

namespace Signal.Deployment.Tests.Kubernetes;

/// <summary>The overlays against the JSON schemas of the Kubernetes API.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Overlays => new(Overlay.Names);

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_object_matches_its_schema(string name) =>
        Assert.Equal((0, ""), await ValidateAsync((await Overlay.RenderAsync(name)).Text));

    [Theory]
    [InlineData(
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {template: {}}}",
        "Deployment a: data/spec must have required property selector")]
    [InlineData("{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: https}]}}", "Service a: data/spec/ports/0/port must be integer")]
    [InlineData("{apiVersion: v1, kind: Server, metadata: {name: a}}", "Server a: Cannot find module")]
    public async Task An_object_that_does_not_is_rejected(string text, string error)
    {
        var (code, output) = await ValidateAsync(text);

        Assert.Equal(1, code);
        Assert.StartsWith(error, output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> ValidateAsync(string text)
    {
        var schemas = await SetupScript.RunAsync("kubernetes-schemas.sh");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            var script = Repository.PathOf("tests", "Signal.Deployment.Tests", "Kubernetes", "validate.mjs");
            await using var process = ChildProcess.Start("node", [script, schemas, file]);
            return (await process.WaitForExitAsync(), process.Output);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
