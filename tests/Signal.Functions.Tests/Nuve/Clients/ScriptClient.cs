using System.Diagnostics;
using System.Text.Json;
using Signal.Testing;

namespace Signal.Functions.Tests.Nuve.Clients;

/// <summary>A client in another language: a process that takes calls by standard input.</summary>
internal sealed class ScriptClient : INuveClient
{
    private readonly Uri _address;
    private readonly string _script;
    private readonly Process _process;

    public ScriptClient(string program, string script, Uri address)
    {
        (_address, _script) = (address, Repository.PathOf("tests", "Signal.Functions.Tests", "Nuve", "Clients", script));
        _process = Process.Start(new ProcessStartInfo(program, [_script])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
    }

    public bool Has(string call) => File.ReadAllText(_script).Contains(call, StringComparison.Ordinal);

    public async Task<NuveAnswer> CallAsync(string id, string key, string call, object args)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { @base = _address.AbsoluteUri, id, key, call, args }));
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"{_script} ended: {await _process.StandardError.ReadToEndAsync()}");
        return JsonSerializer.Deserialize<NuveAnswer>(line, JsonSerializerOptions.Web)!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
