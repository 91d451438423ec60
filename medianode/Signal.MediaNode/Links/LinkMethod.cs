using System.Text.Json.Serialization.Metadata;

namespace Signal.MediaNode.Links;

/// <summary>A request that nodes send each other.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Request">The JSON of the argument.</param>
/// <param name="Answer">The JSON of the result.</param>
internal sealed record LinkMethod<TRequest, TAnswer>(string Name, JsonTypeInfo<TRequest> Request, JsonTypeInfo<TAnswer> Answer);

/// <summary>A notification that nodes send each other.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Body">The JSON of the argument.</param>
internal sealed record LinkNotification<T>(string Name, JsonTypeInfo<T> Body);
