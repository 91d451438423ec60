using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Signal.FunctionsHost.App;

namespace Signal.FunctionsHost.Invocation;

/// <summary>Calls one function: its class is constructed from the scope's services for each call, and disposed afterwards.</summary>
internal sealed class FunctionInvoker
{
    private readonly FunctionDefinition _function;
    private readonly MethodInvoker _method;
    private readonly ObjectFactory? _construct;
    private readonly PropertyInfo? _result;

    public FunctionInvoker(FunctionDefinition function)
    {
        _function = function;
        _method = MethodInvoker.Create(function.Method);
        _construct = function.Method.IsStatic ? null : ActivatorUtilities.CreateFactory(function.Method.DeclaringType!, []);
        var returns = function.Method.ReturnType;
        _result = returns.IsGenericType && returns.GetGenericTypeDefinition() == typeof(Task<>) ? returns.GetProperty("Result") : null;
        if (returns.IsValueType && returns.Name.StartsWith("ValueTask", StringComparison.Ordinal))
        {
            throw new StartupException($"function '{function.Name}' returns {returns.Name}; return Task");
        }
    }

    /// <summary>Calls the function and returns what it returns, null for none.</summary>
    public async Task<object?> InvokeAsync(IServiceProvider services, object?[] arguments)
    {
        var instance = _construct?.Invoke(services, []);
        try
        {
            var returned = _method.Invoke(instance, arguments.AsSpan());
            if (returned is not Task task)
            {
                return returned;
            }

            await task;
            return _result?.GetValue(task);
        }
        finally
        {
            await DisposeAsync(instance);
        }
    }

    /// <summary>Calls the function in a scope of its own, inside a span of its own.</summary>
    public async Task InvokeInScopeAsync(IServiceProvider root, Func<object?[]> arguments, string trigger, ActivityContext parent)
    {
        using var activity = HostActivity.Start(_function.Name, trigger, parent);
        try
        {
            await using var scope = root.CreateAsyncScope();
            await InvokeAsync(scope.ServiceProvider, arguments());
        }
        catch (Exception failure)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            activity?.AddException(failure);
            throw;
        }
    }

    private static async ValueTask DisposeAsync(object? instance)
    {
        if (instance is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else if (instance is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }
}
