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
            Follow(copy, consumer);
            if (producer.Closed || consumer.Closed)
            {
                throw new NotFoundException($"The producer {producer.Id} was closed.");
            }

            // It may have been paused or resumed meanwhile.
            if (copy.Paused != producer.Paused)
            {
                await (producer.Paused ? copy.PauseAsync(cancellationToken) : copy.ResumeAsync(cancellationToken));
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
                    AppData = (JsonObject)producer.AppData.DeepClone(),
                },
                cancellationToken);
            consumer.Observer.OnClose += copy.Close;
            copy.Observer.OnClose += consumer.Close;
            if (producer.Closed || consumer.Closed)
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

    // Closing goes both ways; pausing and resuming reach the copy through the consumer.
    private static void Follow(Producer copy, Consumer consumer)
    {
        consumer.Observer.OnClose += copy.Close;
        copy.Observer.OnClose += consumer.Close;
        consumer.Observer.OnPause += () => _ = UnlessClosedAsync(copy.PauseAsync);
        consumer.Observer.OnResume += () => _ = UnlessClosedAsync(copy.ResumeAsync);
    }

    private static async Task UnlessClosedAsync(Func<CancellationToken, Task> change)
    {
        try
        {
            await change(CancellationToken.None);
        }
        catch (MediasoupException)
        {
            // Closed meanwhile: there is nothing to pause or resume.
        }
    }
}
