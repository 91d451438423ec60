using Signal.Admin;

// A sample web application for calls: mints room tokens with Signal.Admin and serves a page that joins with them.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var signal = builder.Configuration.GetSection("SignalHybrid");
builder.Services.AddHttpClient();
builder.Services.AddSingleton(services => new AdminClient(
    services.GetRequiredService<IHttpClientFactory>().CreateClient(),
    new AdminClientOptions
    {
        Address = new Uri(signal["Address"] ?? "http://127.0.0.1:7071"),
        ServiceId = signal["ServiceId"] ?? throw new InvalidOperationException("Set SignalHybrid__ServiceId to the id of your service."),
        Key = signal["Key"] ?? throw new InvalidOperationException("Set SignalHybrid__Key to the key of your service."),
    }));

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();

// Creates a room for a page that was opened without one. Users share the address of the page.
app.MapPost("/rooms", async (AdminClient admin, CancellationToken cancellationToken) =>
    Results.Json((await admin.Rooms.CreateAsync(new RoomSpec { Name = "Sample", MaxParticipants = 12 }, cancellationToken: cancellationToken)).Id));

// The sample has no accounts: the page chooses the id of its user, which all tokens of one participant share. A real application
// authenticates the user and decides here which room the user may join and in which role.
app.MapPost("/rooms/{room}/token", async (
    string room, string name, Guid? userId, string? unreachable, AdminClient admin, CancellationToken cancellationToken) =>
    Results.Json(await admin.Rooms.CreateTokenAsync(
        room,
        new TokenRequest { UserId = (userId ?? Guid.NewGuid()).ToString("n"), Name = name, Role = "presenter", Unreachable = unreachable },
        cancellationToken)));

app.Run();
