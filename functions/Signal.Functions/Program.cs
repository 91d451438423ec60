using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Signal.Functions;
using Signal.Functions.Http.Pipeline;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseHttpPipeline();
builder.Services.AddSignalFunctions(builder.Configuration);
builder.Build().Run();
