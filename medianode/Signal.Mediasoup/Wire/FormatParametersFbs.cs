using Google.FlatBuffers;
using Fbs = FBS.RtpParameters;

namespace Signal.Mediasoup.Wire;

/// <summary>Writes and reads format parameters in the channel's format.</summary>
internal static class FormatParametersFbs
{
    public static VectorOffset Write(FlatBufferBuilder builder, FormatParameters parameters)
    {
        var items = parameters.AsSpan();
        if (items.IsEmpty)
        {
            return default;
        }

        var offsets = items.Length <= FbsVector.StackLimit ? stackalloc int[items.Length] : new int[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            var name = builder.CreateString(items[i].Name);
            var (type, value) = WriteValue(builder, items[i].Value);
            offsets[i] = Fbs.Parameter.CreateParameter(builder, name, type, value).Value;
        }

        return FbsVector.Write(builder, offsets);
    }

    public static (string Name, FormatParameterValue Value) Read(Fbs.Parameter parameter) => (parameter.Name, ReadValue(parameter));

    private static (Fbs.Value Type, int Offset) WriteValue(FlatBufferBuilder builder, FormatParameterValue value)
    {
        if (!value.IsNumber)
        {
            return (Fbs.Value.String, Fbs.String.CreateString(builder, builder.CreateString(value.Text)).Value);
        }

        return double.IsInteger(value.Number) && value.Number is >= int.MinValue and <= int.MaxValue
            ? (Fbs.Value.Integer32, Fbs.Integer32.CreateInteger32(builder, (int)value.Number).Value)
            : (Fbs.Value.Double, Fbs.Double.CreateDouble(builder, value.Number).Value);
    }

    private static FormatParameterValue ReadValue(Fbs.Parameter parameter) => parameter.ValueType switch
    {
        Fbs.Value.Integer32 => parameter.ValueAsInteger32().Value,
        Fbs.Value.Double => parameter.ValueAsDouble().Value,
        Fbs.Value.String => parameter.ValueAsString().Value,
        Fbs.Value.Boolean => parameter.ValueAsBoolean().Value,
        Fbs.Value.Integer32Array => string.Join(',', parameter.ValueAsInteger32Array().GetValueArray() ?? []),
        _ => string.Empty,
    };
}
