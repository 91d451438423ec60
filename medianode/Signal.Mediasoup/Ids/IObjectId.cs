namespace Signal.Mediasoup;

/// <summary>The id of an object in a worker.</summary>
/// <typeparam name="TSelf">The type of id.</typeparam>
public interface IObjectId<TSelf>
    where TSelf : struct, IObjectId<TSelf>
{
    /// <summary>The id as used by the worker.</summary>
    string Value { get; }

    /// <summary>Creates an id from a string.</summary>
    static abstract TSelf From(string value);
}
