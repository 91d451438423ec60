using Signal.Hosting.Startup;
using Signal.MediaNode;

return await StartupErrors.RunAsync(async () =>
{
    await using var app = MediaNodeApp.Build(args);
    await app.RunAsync();
    return 0;
});
