namespace Signal.Mediasoup.Ortc;

/// <summary>Checks SCTP stream parameters and fills in whether the stream is ordered.</summary>
internal static class SctpValidation
{
    /// <summary>The parameters with <see cref="SctpStreamParameters.Ordered"/> set.</summary>
    /// <exception cref="ArgumentException">They contradict each other.</exception>
    public static SctpStreamParameters Normalize(SctpStreamParameters parameters, string argument = "sctpStreamParameters")
    {
        ArgumentNullException.ThrowIfNull(parameters, argument);
        var (lifeTime, retransmits) = (parameters.MaxPacketLifeTime is > 0, parameters.MaxRetransmits is > 0);
        if (lifeTime && retransmits)
        {
            throw new ArgumentException("maxPacketLifeTime and maxRetransmits exclude each other.", argument);
        }

        if (parameters.Ordered == true && (lifeTime || retransmits))
        {
            throw new ArgumentException("An ordered stream cannot have maxPacketLifeTime or maxRetransmits.", argument);
        }

        return parameters.Ordered is null ? parameters with { Ordered = !(lifeTime || retransmits) } : parameters;
    }
}
