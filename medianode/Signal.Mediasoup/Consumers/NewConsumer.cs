namespace Signal.Mediasoup;

/// <summary>The data with which a consumer is created.</summary>
internal sealed record NewConsumer(
    Transport Transport, ConsumerId Id, Producer Producer, RtpParameters RtpParameters, ConsumerType Type, ConsumerOptions Options);
