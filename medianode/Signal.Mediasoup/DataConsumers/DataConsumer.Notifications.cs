using FBS.Notification;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class DataConsumer
{
    private protected override void OnNotification(Event notification, Notification content)
    {
        switch (notification)
        {
            case Event.DATACONSUMER_DATAPRODUCER_CLOSE:
                Enqueue(this, 0, static (consumer, _) => consumer.DataProducerClosed());
                break;
            case Event.DATACONSUMER_DATAPRODUCER_PAUSE:
                Enqueue(this, true, static (consumer, paused) => consumer.DataProducerChanged(paused));
                break;
            case Event.DATACONSUMER_DATAPRODUCER_RESUME:
                Enqueue(this, false, static (consumer, paused) => consumer.DataProducerChanged(paused));
                break;
            case Event.DATACONSUMER_SCTP_SENDBUFFER_FULL:
                Enqueue(this, 0, static (consumer, _) => consumer.Listeners.Raise(consumer.OnSctpSendBufferFull));
                break;
            case Event.DATACONSUMER_BUFFERED_AMOUNT_LOW:
                Enqueue(
                    this,
                    content.BodyAsDataConsumer_BufferedAmountLowNotification().BufferedAmount,
                    static (consumer, amount) => consumer.Listeners.Raise(consumer.OnBufferedAmountLow, amount));
                break;
            case Event.DATACONSUMER_MESSAGE:
                var message = content.BodyAsDataConsumer_MessageNotification();
                Enqueue(
                    this,
                    new DataMessage { Data = Vectors.Bytes(message.GetDataBytes()), PayloadProtocolId = message.Ppid },
                    static (consumer, message) => consumer.Listeners.Raise(consumer.OnMessage, message));
                break;
        }
    }

    private void DataProducerClosed()
    {
        if (!TryClose())
        {
            return;
        }

        _transport.Remove(this);
        Listeners.Raise(OnDataProducerClose);
        Observer.Close();
    }

    private void DataProducerChanged(bool paused) => _pause.SetSource(
        paused,
        () =>
        {
            if (paused)
            {
                Listeners.Raise(OnDataProducerPause);
            }
            else
            {
                Listeners.Raise(OnDataProducerResume);
            }
        });
}
