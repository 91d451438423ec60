using FBS.Notification;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class Consumer
{
    private protected override void OnNotification(Event notification, Notification content)
    {
        switch (notification)
        {
            case Event.CONSUMER_PRODUCER_CLOSE:
                Enqueue(this, 0, static (consumer, _) => consumer.ProducerClosed());
                break;
            case Event.CONSUMER_PRODUCER_PAUSE:
                Enqueue(this, true, static (consumer, paused) => consumer.ProducerChanged(paused));
                break;
            case Event.CONSUMER_PRODUCER_RESUME:
                Enqueue(this, false, static (consumer, paused) => consumer.ProducerChanged(paused));
                break;
            case Event.CONSUMER_SCORE:
                Enqueue(
                    this,
                    ConsumerReader.Read(content.BodyAsConsumer_ScoreNotification().Score!.Value),
                    static (consumer, score) => consumer.Scored(score));
                break;
            case Event.CONSUMER_LAYERS_CHANGE:
                Enqueue(
                    this,
                    ConsumerReader.Read(content.BodyAsConsumer_LayersChangeNotification().Layers),
                    static (consumer, layers) => consumer.LayersChanged(layers));
                break;
            case Event.CONSUMER_TRACE:
                Enqueue(
                    this,
                    ConsumerTraceReader.Read(content.BodyAsConsumer_TraceNotification()),
                    static (consumer, trace) =>
                    {
                        consumer.Listeners.Raise(consumer.OnTrace, trace);
                        consumer.Observer.Trace(trace);
                    });
                break;
            case Event.CONSUMER_RTP:
                Enqueue<Consumer, ReadOnlyMemory<byte>>(
                    this,
                    Vectors.Bytes(content.BodyAsConsumer_RtpNotification().GetDataBytes()),
                    static (consumer, packet) => consumer.Listeners.Raise(consumer.OnRtp, packet));
                break;
        }
    }

    private void ProducerClosed()
    {
        if (!TryClose())
        {
            return;
        }

        _transport.Remove(this);
        Listeners.Raise(OnProducerClose);
        Observer.Close();
    }

    private void ProducerChanged(bool paused) => _pause.SetSource(
        paused,
        () =>
        {
            if (paused)
            {
                Listeners.Raise(OnProducerPause);
            }
            else
            {
                Listeners.Raise(OnProducerResume);
            }
        });

    private void Scored(ConsumerScore score)
    {
        Score = score;
        Listeners.Raise(OnScore, score);
        Observer.Score(score);
    }

    private void LayersChanged(ConsumerLayers? layers)
    {
        CurrentLayers = layers;
        Listeners.Raise(OnLayersChange, layers);
        Observer.LayersChange(layers);
    }
}
