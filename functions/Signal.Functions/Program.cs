using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Signal.Functions;
using Signal.Functions.Http.Pipeline;
using Signal.Hosting.Startup;

return await StartupErrors.RunAsync(async () =>
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.UseHttpPipeline();
    builder.AddStartupErrors();
    builder.Services.AddSignalFunctions(builder.Configuration);
    using var app = builder.Build();
    await app.RunAsync();
    return 0;
});
