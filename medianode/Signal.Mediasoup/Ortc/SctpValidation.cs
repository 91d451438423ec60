namespace Signal.Mediasoup.Ortc;

/// <summary>Validates SCTP stream parameters and determines whether the stream is ordered.</summary>
internal static class SctpValidation
{
    /// <summary>Returns the parameters with <see cref="SctpStreamParameters.Ordered"/> set.</summary>
    /// <exception cref="ArgumentException">The parameters contradict each other.</exception>
    public static SctpStreamParameters Normalize(SctpStreamParameters parameters, string argument = "sctpStreamParameters")
    {
        ArgumentNullException.ThrowIfNull(parameters, argument);
        var (lifeTime, retransmits) = (parameters.MaxPacketLifeTime is > 0, parameters.MaxRetransmits is > 0);
        if (lifeTime && retransmits)
        {
            throw new ArgumentException("maxPacketLifeTime and maxRetransmits are mutually exclusive.", argument);
        }

        if (parameters.Ordered == true && (lifeTime || retransmits))
        {
            throw new ArgumentException("An ordered stream cannot have maxPacketLifeTime or maxRetransmits.", argument);
        }

        return parameters.Ordered is null ? parameters with { Ordered = !(lifeTime || retransmits) } : parameters;
    }
}
