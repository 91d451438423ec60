using Signal.Hosting.Startup;
using Signal.MediaNode;
using Signal.MediaNode.Node;

return await StartupErrors.RunAsync(async () =>
{
    await using var app = MediaNodeApp.Build(args);
    await app.StartListeningAsync();
    await app.WaitForShutdownAsync();
    return 0;
});
