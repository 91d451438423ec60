using Azure.Data.Tables;
using Azure.Data.Tables.Sas;
using Azure.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Signal.Functions.Storage;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Health;

/// <summary>Table storage or Service Bus refuses the app's credentials.</summary>
public sealed class AccessTests(AzuriteFixture azurite)
{
    private const string NewKey =
        "set Tables__ConnectionString to a connection string with a current key, or with a SAS that permits reading and writing tables";
    private const string Network = "permit the app's network in the firewall of the storage account";
    private const string Role = "assign the role Storage Table Data Contributor on the storage account to the app's managed identity";

    [Fact]
    public async Task With_a_wrong_key_of_the_tables_the_app_is_not_ready_and_says_why()
    {
        await using var installation = await Installation.StartAsync(azurite, ("Tables:ConnectionString", WrongKey()));

        var answer = await installation.Superservice.GetAsync("/healthz/ready");

        answer.ShouldBeProblem(503, "unavailable");
        Assert.Equal($"Table storage refuses the credentials; {NewKey}.", answer.Text("detail"));
        (await installation.Superservice.GetAsync("/healthz/live")).ShouldBe(200);
    }

    [Fact]
    public async Task Without_the_right_to_send_commands_the_app_is_not_ready_until_it_has_it()
    {
        await using var installation = await Installation.StartAsync(azurite);
        installation.BusAccess.Send = false;
        await installation.AddInstanceAsync();
        var refused = installation.Caller(installation.Superservice.ServiceId, installation.Superservice.Key, instance: 1);

        await Eventually.TrueAsync(async () => (await refused.GetAsync("/healthz/ready")).Status == 503);
        Assert.Contains("with the claim Send", (await refused.GetAsync("/healthz/ready")).Text("detail"), StringComparison.Ordinal);

        installation.BusAccess.Send = true;
        await Eventually.TrueAsync(async () => (await refused.GetAsync("/healthz/ready")).Status == 200);
    }

    [Fact]
    public async Task A_refusal_is_logged_once()
    {
        var log = new ErrorLog();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var database = new TableDatabase(Options.Create(new TablesOptions { ConnectionString = WrongKey() }), loggers.CreateLogger<TableDatabase>());

        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => database.PingAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal($"Storage account devstoreaccount1 refuses access to its tables (403); {NewKey}", Assert.Single(log.Lines));
    }

    [Fact]
    public async Task A_credential_that_only_reads_is_refused()
    {
        var sas = new TableServiceClient(azurite.ConnectionString)
            .GenerateSasUri(TableAccountSasPermissions.Read, TableAccountSasResourceTypes.All, TimeProvider.System.GetUtcNow().AddHours(1));
        var options = new TablesOptions { ConnectionString = $"TableEndpoint={sas.GetLeftPart(UriPartial.Path)};SharedAccessSignature={sas.Query[1..]}" };
        var database = new TableDatabase(Options.Create(options), NullLogger<TableDatabase>.Instance);

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => database.PingAsync(TestContext.Current.CancellationToken));

        Assert.Equal(NewKey, error.Remedy);
    }

    /// <summary>The bodies are those of Azure. It accepts tokens over TLS only, so that the client signs with a key here.</summary>
    [Theory]
    [InlineData("AuthorizationPermissionMismatch", "This request is not authorized to perform this operation using this permission.", Role)]
    [InlineData("AuthorizationFailure", "This request is not authorized to perform this operation.", Network)]
    public async Task An_identity_without_access_is_told_what_is_missing(string code, string message, string remedy)
    {
        var text = new { lang = "en-US", value = $"{message}\nRequestId:1\nTime:2025-12-10T19:00:54.3682143Z" };
        var body = new Dictionary<string, object> { ["odata.error"] = new { code, message = text } };
        await using var server = await StartAsync(() => Results.Json(body, statusCode: StatusCodes.Status403Forbidden));
        var log = new ErrorLog();
        var access = new TableAccess(new TablesOptions { Endpoint = new Uri("https://account.table.core.windows.net") }, "account", log);
        var endpoint = $"AccountName=account;AccountKey=a2V5;TableEndpoint={server.Urls.First()}/account;DefaultEndpointsProtocol=http";
        var table = new Table<TableEntity>(new TableClient(endpoint, "rooms"), new TableCalls(access));

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => table.GetAsync("p", "r", TestContext.Current.CancellationToken));

        Assert.Equal(remedy, error.Remedy);
        Assert.Equal($"Storage account account refuses access to its tables ({code}); {remedy}", Assert.Single(log.Lines));
    }

    [Theory]
    [InlineData(null, "this process has no Azure identity: run it with a managed identity, or set Tables__ConnectionString")]
    [InlineData("id", "Azure issues no token for the identity Tables__ClientId: assign that identity to the app, or correct the id")]
    public async Task A_process_without_an_identity_is_told_once(string? clientId, string remedy)
    {
        var log = new ErrorLog();
        var calls = new TableCalls(new TableAccess(new() { Endpoint = new Uri("https://account.table.core.windows.net"), ClientId = clientId }, "account", log));

        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => calls.RunAsync<bool>(
                () => throw new CredentialUnavailableException("DefaultAzureCredential failed to retrieve a token …"), TestContext.Current.CancellationToken));
            Assert.Equal(remedy, error.Remedy);
        }

        Assert.Equal($"Storage account account refuses access to its tables (no token); {remedy}", Assert.Single(log.Lines));
    }

    private string WrongKey() => azurite.ConnectionString.Replace("AccountKey=E", "AccountKey=F", StringComparison.Ordinal);

    private static async Task<WebApplication> StartAsync(Func<IResult> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapFallback(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
