using System.Text.Json.Nodes;
using Signal.Functions.Http;
using Signal.Functions.Nodes;
using Signal.Functions.Participants;
using Signal.Functions.Placement;
using Signal.Functions.Rooms;
using Signal.Functions.Services;
using Signal.Functions.Signing;
using Signal.Functions.Tokens;
using Signal.Functions.Webhooks;

namespace Signal.Functions.OpenApi;

/// <summary>The operations of the API, by the names of their functions.</summary>
internal static class ApiOperations
{
    private static readonly ApiParameter[] Paging =
    [
        new("limit", "The most items on a page; 50 when absent.", "integer") { Minimum = 1, Maximum = Http.Paging.MaxLimit },
        new("continuation", "Where the page begins: the continuation of the page before."),
    ];

    private static readonly ApiParameter[] Idempotency =
        [new(IdempotencyKeys.Header, "1 to 255 characters of the caller's choice. Repeating the request with the same key creates nothing new.")];

    private static readonly ApiParameter IfMatch = new("If-Match", "The ETag of the version that the change was made for, or *.");

    /// <summary>Functions that answer HTTP requests and are no operations: what they do is told elsewhere in the document, or nothing.</summary>
    public static IReadOnlySet<string> Left { get; } =
        new HashSet<string>(StringComparer.Ordinal) { "Nuve", "NuveRooms", "NuveServices", "NuveWorkers", "AnswerUnknown", "Preflight", "GetDocs", "GetDocsFile" };

    public static IReadOnlyDictionary<string, ApiOperation> All { get; } = new Dictionary<string, ApiOperation>(StringComparer.Ordinal)
    {
        ["CreateRoom"] = new("Rooms", Access.Service, 201, typeof(Room)) { Body = typeof(RoomSpec), Headers = Idempotency, AnswerHeaders = ["ETag", "Location"], Problems = [403, 409, 422] },
        ["ListRooms"] = new("Rooms", Access.Service, 200, typeof(ListPage<Room>)) { Query = Paging },
        ["GetRoom"] = new("Rooms", Access.Service, 200, typeof(Room)) { Headers = [new("If-None-Match", "An ETag; 304 when it is still the room's.")], AnswerHeaders = ["ETag"] },
        ["ReplaceRoom"] = new("Rooms", Access.Service, 200, typeof(Room)) { Body = typeof(RoomSpec), Headers = [IfMatch with { Required = true }], AnswerHeaders = ["ETag"], Problems = [412, 428] },
        ["PatchRoom"] = new("Rooms", Access.Service, 200, typeof(Room)) { Body = typeof(RoomSpec), IsPatch = true, Headers = [IfMatch], AnswerHeaders = ["ETag"], Problems = [412] },
        ["DeleteRoom"] = new("Rooms", Access.Service, 204) { Headers = [IfMatch], Problems = [412] },
        ["ListPresets"] = new("Rooms", Access.Service, 200, typeof(IReadOnlyDictionary<string, JsonObject>)),

        ["CreateToken"] = new("Tokens", Access.Service, 201, typeof(MintedToken)) { Body = typeof(TokenRequest), Problems = [403, 409] },
        ["RevokeTokens"] = new("Tokens", Access.Service, 202, typeof(Accepted)) { Query = [new("userId", "Only this user's tokens.")] },
        ["RevokeToken"] = new("Tokens", Access.Service, 202, typeof(Accepted)),
        ["GetPublicKeys"] = new("Tokens", Access.Anonymous, 200, typeof(JsonWebKeySet)),

        ["ListParticipants"] = new("Participants", Access.Service, 200, typeof(ListPage<Participant>)) { Query = Paging },
        ["GetParticipant"] = new("Participants", Access.Service, 200, typeof(ListPage<Participant>)),
        ["KickParticipant"] = new("Participants", Access.Service, 202, typeof(Accepted)) { Query = [new("reason", "Told to the client, at most 256 characters.")] },
        ["PatchParticipant"] = new("Participants", Access.Service, 202, typeof(Accepted)) { Body = typeof(ParticipantPatch), IsPatch = true },
        ["MuteParticipant"] = new("Participants", Access.Service, 202, typeof(Accepted)) { Body = typeof(MuteRequest) },
        ["SendData"] = new("Participants", Access.Service, 202, typeof(Accepted)) { Body = typeof(DataRequest) },
        ["ListBans"] = new("Participants", Access.Service, 200, typeof(ListPage<Ban>)) { Query = Paging },
        ["BanUser"] = new("Participants", Access.Service, 202, typeof(Accepted)) { Body = typeof(BanRequest) },
        ["LiftBan"] = new("Participants", Access.Service, 204),

        ["CreateWebhook"] = new("Webhooks", Access.Service, 201, typeof(Webhook)) { Body = typeof(WebhookSpec), Headers = Idempotency, AnswerHeaders = ["Location"], Problems = [403, 422] },
        ["ListWebhooks"] = new("Webhooks", Access.Service, 200, typeof(ListPage<Webhook>)),
        ["GetWebhook"] = new("Webhooks", Access.Service, 200, typeof(Webhook)),
        ["PatchWebhook"] = new("Webhooks", Access.Service, 200, typeof(Webhook)) { Body = typeof(WebhookSpec), IsPatch = true },
        ["DeleteWebhook"] = new("Webhooks", Access.Service, 204),
        ["RotateWebhookSecret"] = new("Webhooks", Access.Service, 201, typeof(Webhook)),
        ["PingWebhook"] = new("Webhooks", Access.Service, 202),
        ["ListDeadLetters"] = new("Webhooks", Access.Service, 200, typeof(ListPage<DeadLetterView>)) { Query = Paging },
        ["ReplayDeadLetters"] = new("Webhooks", Access.Service, 202, typeof(ReplayResult)),
        ["ReplayDeadLetter"] = new("Webhooks", Access.Service, 202, typeof(ReplayResult)),

        ["CreateService"] = new("Services", Access.Superservice, 201, typeof(Service)) { Body = typeof(ServiceSpec), Headers = Idempotency, AnswerHeaders = ["Location"], Problems = [409, 422] },
        ["ListServices"] = new("Services", Access.Superservice, 200, typeof(ListPage<Service>)) { Query = Paging },
        ["GetService"] = new("Services", Access.Service, 200, typeof(Service)),
        ["DeleteService"] = new("Services", Access.Superservice, 204) { Problems = [409] },
        ["RotateServiceKey"] = new("Services", Access.Service, 201, typeof(Service)) { Query = [new("graceSeconds", "How long the key before stays valid; one day when absent.", "integer") { Minimum = 0, Maximum = 30 * 24 * 3600 }] },
        ["RevokeServiceKey"] = new("Services", Access.Service, 204) { Problems = [409] },

        ["ListNodes"] = new("Nodes", Access.Superservice, 200, typeof(ListPage<Node>)) { Query = Paging },
        ["GetNode"] = new("Nodes", Access.Superservice, 200, typeof(Node)),
        ["RemoveNode"] = new("Nodes", Access.Superservice, 204) { Problems = [409] },
        ["DrainNode"] = new("Nodes", Access.Superservice, 202, typeof(Accepted)) { Body = typeof(DrainRequest) },
        ["CancelDrain"] = new("Nodes", Access.Superservice, 202, typeof(Accepted)),
        ["DryRunPlacement"] = new("Nodes", Access.Superservice, 200, typeof(DryRunResult)) { Body = typeof(DryRunRequest) },

        ["GetLiveness"] = new("Health", Access.Anonymous, 200, typeof(Health.Health)),
        ["GetReadiness"] = new("Health", Access.Anonymous, 200, typeof(Health.Health)),
        ["GetOpenApi"] = new("Health", Access.Anonymous, 200, typeof(JsonObject)) { AnswerHeaders = ["ETag"] },
    };
}
