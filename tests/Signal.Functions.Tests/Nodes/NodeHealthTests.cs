using Signal.Functions.Nodes;
using Signal.Functions.Tests.Hosting;
using Signal.Functions.Tests.Webhooks;

namespace Signal.Functions.Tests.Nodes;

public sealed class NodeHealthTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private const long Epoch = 7;

    [Fact]
    public async Task A_redirect_is_not_followed_and_no_sign_of_life()
    {
        await using var elsewhere = await WebhookReceiver.StartAsync();
        await using var server = await WebhookReceiver.StartAsync();

        Assert.True(await AnswersAsync(server));

        server.Answer = (_, response) =>
        {
            response.Redirect(elsewhere.Url);
            return Task.CompletedTask;
        };
        Assert.False(await AnswersAsync(server));
        Assert.False(elsewhere.HasMore);
    }

    private Task<bool> AnswersAsync(WebhookReceiver server) => shared.Installation.Get<NodeHealth>().AnswersAsync(
        new NodeEntity { Url = server.Url, Epoch = Epoch }, TestContext.Current.CancellationToken);
}
