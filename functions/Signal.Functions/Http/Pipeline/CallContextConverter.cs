using Microsoft.Azure.Functions.Worker.Converters;

namespace Signal.Functions.Http.Pipeline;

/// <summary>Binds the <see cref="CallContext"/> that the <see cref="HttpPipeline"/> created to function parameters.</summary>
internal sealed class CallContextConverter : IInputConverter
{
    public ValueTask<ConversionResult> ConvertAsync(ConverterContext context) =>
        ValueTask.FromResult(context.TargetType == typeof(CallContext) && context.FunctionContext.Features.Get<CallContext>() is { } call
            ? ConversionResult.Success(call)
            : ConversionResult.Unhandled());
}
