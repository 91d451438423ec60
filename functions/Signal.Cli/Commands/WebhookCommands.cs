using System.CommandLine;
using Signal.Admin;

namespace Signal.Cli.Commands;

/// <summary><c>signal webhooks</c></summary>
internal static class WebhookCommands
{
    public static Command Create(AdminCalls calls) => new("webhooks", "Manages the webhooks of the service.")
    {
        List(calls), Get(calls), Add(calls), Update(calls), Delete(calls), RotateSecret(calls), Ping(calls), DeadLetters(calls), Replay(calls),
    };

    private static Argument<string> Webhook() => new("webhook") { Description = "The webhook id." };

    private static Command List(AdminCalls calls) => calls.Command("list", "Lists the webhooks.", async call =>
    {
        var webhooks = await call.Client.Webhooks.ListAsync(call.Cancelled);
        await call.Output.WriteAsync(webhooks.ToAsyncEnumerable(), ["id", "url", "events", "enabled", "description"], call.Cancelled);
    });

    private static Command Get(AdminCalls calls)
    {
        var id = Webhook();
        return calls.Command(
            "get", "Shows a webhook.", async call => await call.Output.WriteAsync(await call.Client.Webhooks.GetAsync(call.Get(id), call.Cancelled)), id);
    }

    private static Command Add(AdminCalls calls)
    {
        var url = new Argument<string>("url") { Description = "The URL to which events are posted." };
        var events = new Option<string[]?>("--event") { Description = "An event type to deliver. Repeatable; default: all." };
        var description = new Option<string?>("--description") { Description = "A description." };
        var disabled = new Option<bool>("--disabled") { Description = "Creates the webhook disabled: no events are queued for it." };
        return calls.Command("create", "Creates a webhook. The secret is shown only once.", async call =>
        {
            var spec = new WebhookSpec
            {
                Url = call.Get(url),
                Events = call.Has(events) ? call.Get(events) : null,
                Description = call.Get(description),
                Enabled = !call.Get(disabled),
            };
            await call.Output.WriteAsync(await call.Client.Webhooks.CreateAsync(spec, cancellationToken: call.Cancelled));
        }, url, events, description, disabled);
    }

    private static Command Update(AdminCalls calls)
    {
        var id = Webhook();
        var patch = new Argument<string>("patch") { Description = """A JSON merge patch (RFC 7396): '{"enabled":false}'.""" };
        return calls.Command(
            "update",
            "Changes some settings of a webhook.",
            async call => await call.Output.WriteAsync(
                await call.Client.Webhooks.PatchAsync(call.Get(id), JsonInput.Object(call.Get(patch)), call.Cancelled)),
            id, patch);
    }

    private static Command Delete(AdminCalls calls)
    {
        var id = Webhook();
        return calls.Command("delete", "Deletes a webhook and its undelivered events.", async call =>
        {
            await call.Client.Webhooks.DeleteAsync(call.Get(id), call.Cancelled);
            await call.Output.ConfirmAsync("deleted");
        }, id);
    }

    private static Command RotateSecret(AdminCalls calls)
    {
        var id = Webhook();
        return calls.Command(
            "rotate-secret",
            "Creates a new secret. It is shown only once.",
            async call => await call.Output.WriteAsync(await call.Client.Webhooks.RotateSecretAsync(call.Get(id), call.Cancelled)),
            id);
    }

    private static Command Ping(AdminCalls calls)
    {
        var id = Webhook();
        return calls.Command("ping", "Sends a test event of type ping.", async call =>
        {
            await call.Client.Webhooks.PingAsync(call.Get(id), call.Cancelled);
            await call.Output.ConfirmAsync("sent");
        }, id);
    }

    private static Command DeadLetters(AdminCalls calls)
    {
        var (id, limit) = (Webhook(), Lists.Limit());
        return calls.Command("dead-letters", "Lists the events that could not be delivered.", call => call.Output.WriteAsync(
            call.Limited(call.Client.Webhooks.ListDeadLettersAsync(call.Get(id), cancellationToken: call.Cancelled), limit),
            ["id", "type", "acceptedAt", "diedAt", "attempts", "lastError"],
            call.Cancelled), id, limit);
    }

    private static Command Replay(AdminCalls calls)
    {
        var id = Webhook();
        var letter = new Option<string?>("--letter") { Description = "The id of a dead letter; default: all." };
        return calls.Command("replay", "Queues dead letters for delivery again.", async call =>
        {
            var replayed = 1;
            if (call.Get(letter) is { } one)
            {
                await call.Client.Webhooks.ReplayDeadLetterAsync(call.Get(id), one, call.Cancelled);
            }
            else
            {
                replayed = await call.Client.Webhooks.ReplayDeadLettersAsync(call.Get(id), call.Cancelled);
            }

            await call.Output.ConfirmAsync($"{replayed} event(s) queued for delivery");
        }, id, letter);
    }
}
