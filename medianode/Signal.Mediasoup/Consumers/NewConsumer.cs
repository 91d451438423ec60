namespace Signal.Mediasoup;

/// <summary>What a consumer is created with.</summary>
internal sealed record NewConsumer(
    Transport Transport, ConsumerId Id, Producer Producer, RtpParameters RtpParameters, ConsumerType Type, ConsumerOptions Options);
