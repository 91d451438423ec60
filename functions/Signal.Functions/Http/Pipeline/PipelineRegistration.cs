using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Signal.Functions.Http.Pipeline;

internal static class PipelineRegistration
{
    /// <summary>Runs all HTTP functions in the <see cref="HttpPipeline"/>.</summary>
    public static FunctionsApplicationBuilder UseHttpPipeline(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProblemExplanation>();
        builder.Services.Configure<WorkerOptions>(options => options.InputConverters.RegisterAt<CallContextConverter>(0));
        builder.UseMiddleware<HttpPipeline>();
        return builder;
    }
}
