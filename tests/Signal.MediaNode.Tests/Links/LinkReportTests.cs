using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signal.MediaNode.Links;
using Signal.MediaNode.Reports;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Links;

/// <summary>A node tells in its reports how others can link to it.</summary>
public sealed class LinkReportTests
{
    [Fact]
    public async Task Reports_carry_the_address_the_version_and_the_public_key_of_the_process()
    {
        await using var publisher = await KeyPublisher.StartAsync();
        await using var node = await publisher.StartNodeAsync("node");
        await using var other = await publisher.StartNodeAsync("other", ("Links:Url", "http://10.0.0.7:7080/"));

        var report = node.Services.GetRequiredService<ReportWriter>().Write()[0].Links!;
        var reportOfOther = other.Services.GetRequiredService<ReportWriter>().Write()[0].Links!;

        Assert.Equal(("http://127.0.0.1:7080/link", LinkProtocol.Version), (report.Url, report.Version));
        Assert.Equal("http://10.0.0.7:7080/link", reportOfOther.Url);
        Assert.NotEqual(report.Key, reportOfOther.Key);
    }

    [Fact]
    public async Task A_node_without_links_reports_none()
    {
        await using var node = await NodeHost.StartAsync();

        Assert.Null(node.Services.GetRequiredService<ReportWriter>().Write()[0].Links);
    }

    [Fact]
    public async Task Links_require_the_address_of_the_control_plane()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => NodeHost.StartAsync(("Links:Enabled", "true")));

        Assert.Contains("Links__Enabled requires ControlPlane__Url", error.Message, StringComparison.Ordinal);
    }
}
