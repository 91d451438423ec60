using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Signal.Testing;

namespace Signal.Deployment.Tests.Azure;

/// <summary>The scripts of a media node's machine, against a simulated metadata service and key vault.</summary>
public sealed class MachineScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("signal-machine-").FullName;

    public MachineScriptTests() =>
        Assert.All(["curl", "jq", "openssl"], tool => Assert.SkipUnless(Array.Exists(
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), folder => File.Exists(Path.Combine(folder, tool))), $"{tool} is not installed."));

    private string PemFile => Path.Combine(_folder, "node.pem");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_machine_is_named_by_the_place_of_its_address_in_the_range(bool behindLoadBalancer)
    {
        await using var metadata = await MetadataService.StartAsync();
        metadata.BehindLoadBalancer = behindLoadBalancer;

        var output = await RunAsync("node-names", metadata, []);

        Assert.Equal("Node__Id=nodes_7f3a\nNode__PublicUrl=https://n5.nodes.example.org", output);
    }

    [Theory]
    [InlineData("application/x-pem-file")]
    [InlineData("application/x-pkcs12")]
    public async Task The_certificate_is_written_with_its_key_in_either_form(string type)
    {
        await using var metadata = await MetadataService.StartAsync();
        using var certificate = Offer(metadata, type);

        await RunAsync("node-certificate", metadata, [PemFile]);

        using var written = X509Certificate2.CreateFromPemFile(PemFile, PemFile);
        Assert.Equal(certificate.Thumbprint, written.Thumbprint);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(PemFile).UnixFileMode);
    }

    [Fact]
    public async Task A_certificate_that_is_the_same_is_not_written_again()
    {
        await using var metadata = await MetadataService.StartAsync();
        using var certificate = Offer(metadata, "application/x-pem-file");
        await RunAsync("node-certificate", metadata, [PemFile]);
        var written = File.GetLastWriteTimeUtc(PemFile);

        await RunAsync("node-certificate", metadata, [PemFile]);

        Assert.Equal(written, File.GetLastWriteTimeUtc(PemFile));
        Assert.Equal([PemFile], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task An_invalid_certificate_does_not_replace_a_valid_one()
    {
        await using var metadata = await MetadataService.StartAsync();
        using var certificate = Offer(metadata, "application/x-pem-file");
        await RunAsync("node-certificate", metadata, [PemFile]);
        metadata.Secret = "nothing";

        await RunAsync("node-certificate", metadata, [PemFile], exitCode: 1);

        using var kept = X509Certificate2.CreateFromPemFile(PemFile, PemFile);
        Assert.Equal(certificate.Thumbprint, kept.Thumbprint);
    }

    [Theory]
    [InlineData("Terminate", false)]
    [InlineData("Preempt", true)]
    public async Task A_machine_that_is_removed_drains_and_then_approves_the_event(string type, bool hurries)
    {
        await using var metadata = await MetadataService.StartAsync();
        var (drained, hurried) = (Path.Combine(_folder, "drained"), Path.Combine(_folder, "hurried"));
        metadata.Events =
        [
            new { EventId = "other", EventType = type, Resources = new[] { "nodes_0000" } },
            new { EventId = "reboot", EventType = "Reboot", Resources = new[] { "nodes_7f3a" } },
        ];
        await using var process = Start(
            "node-farewell", metadata, [],
            ("SIGNAL_STOP", $"touch {drained}"), ("SIGNAL_HURRY", $"touch {hurried}"), ("SIGNAL_POLL", "0.1"));
        metadata.Events = [.. metadata.Events, new { EventId = "mine", EventType = type, Resources = new[] { "nodes_7f3a" } }];

        var approved = await metadata.ApprovedAsync();

        Assert.Equal("""{"StartRequests":[{"EventId":"mine"}]}""", approved);
        Assert.True(File.Exists(drained));
        Assert.Equal(hurries, File.Exists(hurried));
        Assert.Equal(0, await process.WaitForExitAsync());
    }

    private static X509Certificate2 Offer(MetadataService metadata, string type)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var certificate = new CertificateRequest("CN=*.nodes.example.org", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        metadata.SecretType = type;
        metadata.Secret = type == "application/x-pkcs12"
            ? Convert.ToBase64String(certificate.Export(X509ContentType.Pkcs12))
            : key.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem() + "\n";
        return certificate;
    }

    private static async Task<string> RunAsync(string script, MetadataService metadata, string[] arguments, int exitCode = 0)
    {
        await using var process = Start(script, metadata, arguments);
        Assert.True(await process.WaitForExitAsync() == exitCode, process.Output);
        return process.Output;
    }

    private static ChildProcess Start(string script, MetadataService metadata, string[] arguments, params (string Name, string Value)[] more)
    {
        var environment = new Dictionary<string, string?>
        {
            ["SIGNAL_METADATA"] = metadata.Url,
            ["SIGNAL_DOMAIN"] = "nodes.example.org",
            ["SIGNAL_PREFIX_LENGTH"] = "28",
            ["SIGNAL_CERTIFICATE"] = metadata.Url + "/secrets/nodes",
            ["SIGNAL_IDENTITY"] = "identity",
            ["no_proxy"] = "127.0.0.1",
        };
        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }

        return ChildProcess.Start(Repository.PathOf("infra", "azure", "medianode", script), arguments, environment);
    }
}
