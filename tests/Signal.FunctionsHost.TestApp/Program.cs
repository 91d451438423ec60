using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Signal.FunctionsHost.TestApp;

if (await BadStart.RunAsync(args) is { } exitCode)
{
    return exitCode;
}

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddSingleton(TimeProvider.System).AddSingleton<Journal>().AddSingleton<Meeting>();
await builder.Build().RunAsync();
return 0;
