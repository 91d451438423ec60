using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

public sealed partial class Router
{
    private static async Task<PipeToRouterResult> PipeAsync(
        Producer producer, PipeTransportPair pair, PipeToRouterOptions options, CancellationToken cancellationToken)
    {
        var (consumer, copy) = await CopyAsync(
            producer,
            $"The producer {producer.Id} was closed.",
            () => pair.Local.ConsumeAsync(new PipeConsumerOptions { ProducerId = producer.Id }, cancellationToken),
            consumer => pair.Remote.ProduceAsync(
                new ProducerOptions
                {
                    Id = options.KeepId ? producer.Id : null,
                    Kind = consumer.Kind,
                    RtpParameters = consumer.RtpParameters,
                    Paused = consumer.ProducerPaused,
                    AppData = (JsonObject)producer.AppData.DeepClone(),
                },
                cancellationToken),
            (consumer, copy) =>
            {
                CloseTogether(consumer, consumer.Observer, copy, copy.Observer);
                var pause = new PipedPause(
                    consumer.Observer,
                    () => consumer.ProducerPaused || (options.PauseWithConsumer && consumer.Paused),
                    () => copy.Paused,
                    paused => paused ? copy.PauseAsync() : copy.ResumeAsync());
                consumer.OnProducerPause += pause.Follow;
                consumer.OnProducerResume += pause.Follow;
                return pause;
            });
        return new PipeToRouterResult { PipeConsumer = consumer, PipeProducer = copy };
    }

    private static async Task<PipeToRouterResult> PipeAsync(
        DataProducer producer, PipeTransportPair pair, PipeToRouterOptions options, CancellationToken cancellationToken)
    {
        var (consumer, copy) = await CopyAsync(
            producer,
            $"The data producer {producer.Id} was closed.",
            () => pair.Local.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = producer.Id }, cancellationToken),
            consumer => pair.Remote.ProduceDataAsync(
                new DataProducerOptions
                {
                    Id = options.KeepId ? producer.Id : null,
                    SctpStreamParameters = consumer.SctpStreamParameters,
                    Label = consumer.Label,
                    Protocol = consumer.Protocol,
                    Paused = consumer.DataProducerPaused,
                    AppData = (JsonObject)producer.AppData.DeepClone(),
                },
                cancellationToken),
            (consumer, copy) =>
            {
                CloseTogether(consumer, consumer.Observer, copy, copy.Observer);
                var pause = new PipedPause(
                    consumer.Observer,
                    () => consumer.DataProducerPaused || (options.PauseWithConsumer && consumer.Paused),
                    () => copy.Paused,
                    paused => paused ? copy.PauseAsync() : copy.ResumeAsync());
                consumer.OnDataProducerPause += pause.Follow;
                consumer.OnDataProducerResume += pause.Follow;
                return pause;
            });
        return new PipeToRouterResult { PipeDataConsumer = consumer, PipeDataProducer = copy };
    }

    private static async Task<(TConsumer Consumer, TProducer Copy)> CopyAsync<TConsumer, TProducer>(
        WorkerObject original,
        string closed,
        Func<Task<TConsumer>> consume,
        Func<TConsumer, Task<TProducer>> produce,
        Func<TConsumer, TProducer, PipedPause> link)
        where TConsumer : WorkerObject
        where TProducer : WorkerObject
    {
        TConsumer? consumer = null;
        TProducer? copy = null;
        try
        {
            consumer = await consume();
            copy = await produce(consumer);
            await link(consumer, copy).FollowAsync();

            // The original may have been closed meanwhile.
            return original.Closed || consumer.Closed || copy.Closed ? throw new NotFoundException(closed) : (consumer, copy);
        }
        catch
        {
            consumer?.Close();
            copy?.Close();
            throw;
        }
    }

    private static void CloseTogether(WorkerObject consumer, WorkerObjectObserver ofConsumer, WorkerObject copy, WorkerObjectObserver ofCopy)
    {
        ofConsumer.OnClose += copy.Close;
        ofCopy.OnClose += consumer.Close;
    }
}
