using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Signal.Functions.Http;
using Signal.Functions.Storage;

namespace Signal.Functions.Webhooks.Outbox;

/// <summary>The events that could not be delivered in time: to be looked at, and replayed.</summary>
public sealed class DeadLetters(TableDatabase database, WebhookOutbox outbox, IOptions<WebhookOptions> options, TimeProvider time)
{
    private const int MaxReplay = 1000;
    private readonly Table<DeadLetter> _letters = database.Open<DeadLetter>(WebhookTables.DeadLetters);

    /// <summary>One page, in order of acceptance.</summary>
    public Task<Page<DeadLetter>> PageAsync(WebhookEntity webhook, int limit, string? continuation, CancellationToken cancellationToken) =>
        _letters.PageAsync(Filter.Partition(DeadLetter.Partition(webhook.PartitionKey, webhook.RowKey)), limit, continuation, cancellationToken);

    /// <summary>Puts one letter back into the outbox, behind what waits there.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task ReplayAsync(WebhookEntity webhook, string letterId, CancellationToken cancellationToken)
    {
        var partition = DeadLetter.Partition(webhook.PartitionKey, webhook.RowKey);
        var letter = Ids.IsWellFormed(letterId) ? await _letters.GetAsync(partition, letterId, cancellationToken) : null;
        await ReplayAsync(webhook, letter ?? throw Problems.NotFound().AsException(), cancellationToken);
    }

    /// <summary>Puts the oldest letters back into the outbox, in their order.</summary>
    /// <returns>How many; at most 1000 in one call.</returns>
    public async Task<int> ReplayAllAsync(WebhookEntity webhook, CancellationToken cancellationToken)
    {
        var page = await PageAsync(webhook, MaxReplay, null, cancellationToken);
        foreach (var letter in page.Items)
        {
            await ReplayAsync(webhook, letter, cancellationToken);
        }

        return page.Items.Count;
    }

    /// <summary>Deletes the letters that are too old.</summary>
    public Task<int> SweepAsync(CancellationToken cancellationToken) => Sweeper.DeleteAsync(
        _letters, TableClient.CreateQueryFilter($"DiedAt lt {time.GetUtcNow() - options.Value.DeadLetterAge}"), cancellationToken);

    /// <summary>First into the outbox, then off the list: a crash in between delivers twice rather than never.</summary>
    private async Task ReplayAsync(WebhookEntity webhook, DeadLetter letter, CancellationToken cancellationToken)
    {
        var written = JsonNode.Parse(letter.Body)!;
        var webhookEvent = new WebhookEvent(
            letter.Type,
            written["time"]!.GetValue<DateTimeOffset>(),
            written["subject"]!.GetValue<string>(),
            written["data"]!.AsObject());
        await outbox.AcceptAsync(webhook.PartitionKey, webhook.RowKey, letter.Subject, new OutboxEntry(letter.EventId, Source: null, webhookEvent), cancellationToken);
        await _letters.DeleteAsync(letter.PartitionKey, letter.RowKey, cancellationToken);
    }
}
