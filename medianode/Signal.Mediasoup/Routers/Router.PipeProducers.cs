using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

public sealed partial class Router
{
    private static async Task<PipeToRouterResult> PipeAsync(
        Producer producer, PipeTransportPair pair, bool keepId, CancellationToken cancellationToken)
    {
        Consumer? consumer = null;
        Producer? copy = null;
        try
        {
            consumer = await pair.Local.ConsumeAsync(new PipeConsumerOptions { ProducerId = producer.Id }, cancellationToken);
            copy = await pair.Remote.ProduceAsync(
                new ProducerOptions
                {
                    Id = keepId ? producer.Id : null,
                    Kind = consumer.Kind,
                    RtpParameters = consumer.RtpParameters,
                    Paused = consumer.ProducerPaused,
                    AppData = (JsonObject)producer.AppData.DeepClone(),
                },
                cancellationToken);
            consumer.Observer.OnClose += copy.Close;
            copy.Observer.OnClose += consumer.Close;
            var pause = new PipedPause(
                consumer.Observer,
                () => consumer.Paused || consumer.ProducerPaused,
                () => copy.Paused,
                paused => paused ? copy.PauseAsync() : copy.ResumeAsync());

            // The original may have been closed meanwhile.
            await pause.FollowAsync();
            if (producer.Closed || consumer.Closed || copy.Closed)
            {
                throw new NotFoundException($"The producer {producer.Id} was closed.");
            }

            return new PipeToRouterResult { PipeConsumer = consumer, PipeProducer = copy };
        }
        catch
        {
            consumer?.Close();
            copy?.Close();
            throw;
        }
    }

    private static async Task<PipeToRouterResult> PipeAsync(
        DataProducer producer, PipeTransportPair pair, bool keepId, CancellationToken cancellationToken)
    {
        DataConsumer? consumer = null;
        DataProducer? copy = null;
        try
        {
            consumer = await pair.Local.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = producer.Id }, cancellationToken);
            copy = await pair.Remote.ProduceDataAsync(
                new DataProducerOptions
                {
                    Id = keepId ? producer.Id : null,
                    SctpStreamParameters = consumer.SctpStreamParameters,
                    Label = consumer.Label,
                    Protocol = consumer.Protocol,
                    Paused = consumer.DataProducerPaused,
                    AppData = (JsonObject)producer.AppData.DeepClone(),
                },
                cancellationToken);
            consumer.Observer.OnClose += copy.Close;
            copy.Observer.OnClose += consumer.Close;
            var pause = new PipedPause(
                consumer.Observer,
                () => consumer.Paused || consumer.DataProducerPaused,
                () => copy.Paused,
                paused => paused ? copy.PauseAsync() : copy.ResumeAsync());
            await pause.FollowAsync();
            if (producer.Closed || consumer.Closed || copy.Closed)
            {
                throw new NotFoundException($"The data producer {producer.Id} was closed.");
            }

            return new PipeToRouterResult { PipeDataConsumer = consumer, PipeDataProducer = copy };
        }
        catch
        {
            consumer?.Close();
            copy?.Close();
            throw;
        }
    }
}
