namespace Signal.Mediasoup;

/// <summary>The id of an object in a worker.</summary>
/// <typeparam name="TSelf">The type of id.</typeparam>
public interface IObjectId<TSelf>
    where TSelf : struct, IObjectId<TSelf>
{
    /// <summary>The id as the worker knows it.</summary>
    string Value { get; }

    /// <summary>Makes an id of its string.</summary>
    static abstract TSelf From(string value);
}
