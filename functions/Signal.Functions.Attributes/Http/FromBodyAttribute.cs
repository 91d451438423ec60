namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The parameter of an HTTP-triggered function is read from the request's JSON body.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromBodyAttribute : Attribute;
