using System.Collections.Immutable;
using FBS.Notification;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class Producer
{
    private protected override void OnNotification(Event notification, Notification content)
    {
        switch (notification)
        {
            case Event.PRODUCER_SCORE:
                Enqueue(
                    this,
                    ProducerReader.Scores(content.BodyAsProducer_ScoreNotification()),
                    static (producer, score) => producer.Scored(score));
                break;
            case Event.PRODUCER_VIDEO_ORIENTATION_CHANGE:
                Enqueue(
                    this,
                    ProducerReader.Orientation(content.BodyAsProducer_VideoOrientationChangeNotification()),
                    static (producer, orientation) =>
                    {
                        producer.Listeners.Raise(producer.OnVideoOrientationChange, orientation);
                        producer.Observer.VideoOrientationChange(orientation);
                    });
                break;
            case Event.PRODUCER_TRACE:
                Enqueue(
                    this,
                    ProducerTraceReader.Read(content.BodyAsProducer_TraceNotification()),
                    static (producer, trace) =>
                    {
                        producer.Listeners.Raise(producer.OnTrace, trace);
                        producer.Observer.Trace(trace);
                    });
                break;
        }
    }

    private void Scored(ImmutableArray<ProducerScore> score)
    {
        Score = score;
        Listeners.Raise(OnScore, score);
        Observer.Score(score);
    }
}
