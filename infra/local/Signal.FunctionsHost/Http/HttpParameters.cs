using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Signal.FunctionsHost.App;

namespace Signal.FunctionsHost.Http;

/// <summary>
/// Fills the parameters of an HTTP function: the request itself or its JSON body for the trigger, <c>[FromBody]</c>, the cancellation
/// token of the request, and everything else by name from the route, then from the query.
/// </summary>
internal sealed class HttpParameters
{
    private readonly Func<HttpContext, ValueTask<object?>>[] _binders;

    /// <summary>Looks at a function's parameters once.</summary>
    /// <exception cref="StartupException">A parameter that this host cannot fill.</exception>
    public HttpParameters(FunctionDefinition function) =>
        _binders = [.. function.Method.GetParameters().Select(parameter => Binder(function, parameter))];

    /// <summary>The arguments for one call.</summary>
    /// <exception cref="BadHttpRequestException">The body is not the JSON that the function takes.</exception>
    public async ValueTask<object?[]> BindAsync(HttpContext context)
    {
        var arguments = new object?[_binders.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = await _binders[i](context);
        }

        return arguments;
    }

    private static Func<HttpContext, ValueTask<object?>> Binder(FunctionDefinition function, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(HttpRequest))
        {
            return context => ValueTask.FromResult<object?>(context.Request);
        }

        if (type == typeof(CancellationToken))
        {
            return context => ValueTask.FromResult<object?>(context.RequestAborted);
        }

        if (function.IsTrigger(parameter) || TriggerReader.IsFromBody(parameter))
        {
            return context => ReadBodyAsync(context, type);
        }

        var converter = TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(type) ?? type);
        return converter.CanConvertFrom(typeof(string))
            ? context => ValueTask.FromResult(FromRouteOrQuery(context, parameter, converter))
            : throw new StartupException($"function '{function.Name}': this host cannot fill the parameter '{parameter.Name}' of type {type.Name}");
    }

    private static object? FromRouteOrQuery(HttpContext context, ParameterInfo parameter, TypeConverter converter)
    {
        var text = context.Request.RouteValues.TryGetValue(parameter.Name!, out var value)
            ? Convert.ToString(value, CultureInfo.InvariantCulture)
            : context.Request.Query.TryGetValue(parameter.Name!, out var query) ? query.ToString() : null;
        return text is not null
            ? converter.ConvertFromInvariantString(text)
            : parameter.HasDefaultValue ? parameter.DefaultValue : null;
    }

    private static async ValueTask<object?> ReadBodyAsync(HttpContext context, Type type)
    {
        if (type == typeof(string))
        {
            using var reader = new StreamReader(context.Request.Body);
            return await reader.ReadToEndAsync(context.RequestAborted);
        }

        try
        {
            return await context.Request.ReadFromJsonAsync(type, context.RequestAborted);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw new BadHttpRequestException("The body is not the JSON that the function takes.", StatusCodes.Status400BadRequest, failure);
        }
    }
}
