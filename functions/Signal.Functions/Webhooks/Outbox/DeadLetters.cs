using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Signal.Functions.Http;
using Signal.Functions.Storage;

namespace Signal.Functions.Webhooks.Outbox;

/// <summary>The events that could not be delivered in time, for inspection and replay.</summary>
public sealed class DeadLetters(TableDatabase database, WebhookOutbox outbox, IOptions<WebhookOptions> options, TimeProvider time)
{
    private const int MaxReplay = 1000;
    private readonly Table<DeadLetter> _letters = database.Open<DeadLetter>(WebhookTables.DeadLetters);

    /// <summary>One page of dead letters, in order of acceptance.</summary>
    public Task<Page<DeadLetter>> PageAsync(WebhookEntity webhook, int limit, string? continuation, CancellationToken cancellationToken) =>
        _letters.PageAsync(Filter.Partition(DeadLetter.Partition(webhook.PartitionKey, webhook.RowKey)), limit, continuation, cancellationToken);

    /// <summary>Moves one dead letter back to the end of the outbox.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task ReplayAsync(WebhookEntity webhook, string letterId, CancellationToken cancellationToken)
    {
        var partition = DeadLetter.Partition(webhook.PartitionKey, webhook.RowKey);
        var letter = Ids.IsWellFormed(letterId) ? await _letters.GetAsync(partition, letterId, cancellationToken) : null;
        await ReplayAsync(webhook, letter ?? throw Problems.NotFound().AsException(), cancellationToken);
    }

    /// <summary>Moves the oldest dead letters back to the end of the outbox, in their order.</summary>
    /// <returns>The number of moved letters; at most 1000 per call.</returns>
    public async Task<int> ReplayAllAsync(WebhookEntity webhook, CancellationToken cancellationToken)
    {
        var page = await PageAsync(webhook, MaxReplay, null, cancellationToken);
        foreach (var letter in page.Items)
        {
            await ReplayAsync(webhook, letter, cancellationToken);
        }

        return page.Items.Count;
    }

    /// <summary>Deletes expired dead letters.</summary>
    public Task<int> SweepAsync(CancellationToken cancellationToken) => Sweeper.DeleteAsync(
        _letters, TableClient.CreateQueryFilter($"DiedAt lt {time.GetUtcNow() - options.Value.DeadLetterAge}"), cancellationToken);

    /// <summary>
    /// Adds to the outbox before deleting the letter: a crash in between causes a second delivery rather than a lost one.
    /// </summary>
    private async Task ReplayAsync(WebhookEntity webhook, DeadLetter letter, CancellationToken cancellationToken)
    {
        var written = JsonNode.Parse(letter.Body)!;
        var webhookEvent = new WebhookEvent(
            letter.Type,
            written["time"]!.GetValue<DateTimeOffset>(),
            written["subject"]!.GetValue<string>(),
            written["data"]!.AsObject());
        var entry = new OutboxEntry(letter.EventId, Source: null, webhookEvent);
        await outbox.AcceptAsync(webhook.PartitionKey, webhook.RowKey, letter.Subject, entry, cancellationToken);
        await _letters.DeleteAsync(letter.PartitionKey, letter.RowKey, cancellationToken);
    }
}
