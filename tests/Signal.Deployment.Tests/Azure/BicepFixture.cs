using System.Reflection;
using System.Text.Json;
using Signal.Testing;

namespace Signal.Deployment.Tests.Azure;

/// <summary>infra/azure/main.bicep, compiled once.</summary>
public sealed class BicepFixture : IAsyncLifetime
{
    /// <summary>The compiler's output: warnings and errors.</summary>
    public string Messages { get; private set; } = string.Empty;

    /// <summary>The compiler's exit code; null when no compiler exists for this platform.</summary>
    public int? ExitCode { get; private set; }

    private JsonElement Template { get; set; }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var bicep = typeof(BicepFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(entry => entry.Key == "BicepPath")?.Value;
        if (bicep is null)
        {
            return;
        }

        var output = Path.GetTempFileName();
        try
        {
            await using var process = ChildProcess.Start(bicep, ["build", Repository.PathOf("infra", "azure", "main.bicep"), "--outfile", output]);
            ExitCode = await process.WaitForExitAsync(TimeSpan.FromMinutes(2));
            Messages = process.Output;
            if (ExitCode == 0)
            {
                Template = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(output));
            }
        }
        finally
        {
            File.Delete(output);
        }
    }

    /// <summary>A resource of the main template.</summary>
    public JsonElement MainResource(string name) => Template.GetProperty("resources").GetProperty(name);

    /// <summary>The compiled template of a module.</summary>
    public JsonElement Module(string name) => MainResource(name).GetProperty("properties").GetProperty("template");

    /// <summary>The resources of a module.</summary>
    public IEnumerable<JsonElement> Resources(string module)
    {
        var resources = Module(module).GetProperty("resources");
        return resources.ValueKind == JsonValueKind.Array ? resources.EnumerateArray() : resources.EnumerateObject().Select(resource => resource.Value);
    }

    /// <summary>The resource of a type in a module.</summary>
    public JsonElement Resource(string module, string type) => Resources(module).Single(resource => resource.GetProperty("type").GetString() == type);

    /// <summary>A parameter of the main template.</summary>
    public JsonElement Parameter(string name) => Template.GetProperty("parameters").GetProperty(name);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
