using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>Validates requested trace event types.</summary>
internal static class TraceTypes
{
    public static void Validate<T>(ImmutableArray<T> types, string argument)
        where T : struct, Enum
    {
        if (types.IsDefault)
        {
            throw new ArgumentNullException(argument);
        }

        foreach (var type in types)
        {
            if (!Enum.IsDefined(type))
            {
                throw new ArgumentException($"{type} cannot be traced.", argument);
            }
        }
    }
}
