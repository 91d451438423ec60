using Signal.Hosting.Startup;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Tls;

public sealed class TlsTests : IDisposable
{
    private readonly CertificateFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clients_are_shown_the_certificate_with_its_chain_in_whatever_order_the_file_has_them(bool fromRoot)
    {
        var leaf = _files.Renew(fromRoot: fromRoot);
        await using var node = await NodeHost.StartAsync(_files.Settings);

        await using var client = await TlsConnection.OpenAsync(node.Url);

        Assert.Equal(leaf, client.Certificate);
        Assert.Contains(_files.Intermediate, client.Chain);
    }

    [Fact]
    public async Task A_renewal_is_for_new_connections_and_cuts_none()
    {
        await using var node = await NodeHost.StartAsync(_files.Settings);
        await using var early = await TlsConnection.OpenAsync(node.Url);

        var renewed = _files.Renew();

        await Eventually.TrueAsync(async () =>
        {
            await using var late = await TlsConnection.OpenAsync(node.Url);
            return late.Certificate == renewed;
        });
        Assert.NotEqual(renewed, early.Certificate);
        Assert.StartsWith("HTTP/1.1 200", await early.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewal_that_cannot_be_used_changes_nothing()
    {
        var leaf = _files.Renew();
        await using var node = await NodeHost.StartAsync(_files.Settings);

        _files.Break();

        await Eventually.TrueAsync(() => node.Logged.Any(line => line.Message.Contains("Certificate could not be renewed", StringComparison.Ordinal)));
        await using var client = await TlsConnection.OpenAsync(node.Url);
        Assert.Equal(leaf, client.Certificate);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_used_is_named_at_the_start()
    {
        _files.Break();
        var broken = await Assert.ThrowsAsync<StartupException>(() => NodeHost.StartAsync(_files.Settings));
        _files.Renew(end: TimeProvider.System.GetUtcNow().AddDays(-1));
        var expired = await Assert.ThrowsAsync<StartupException>(() => NodeHost.StartAsync(_files.Settings));

        Assert.StartsWith($"Tls__CertificateFile is '{_files.Certificate}', which cannot be used (", broken.Message, StringComparison.Ordinal);
        Assert.Equal($"Tls__CertificateFile is '{_files.Certificate}', whose certificate has expired; renew it", expired.Message);
    }
}
