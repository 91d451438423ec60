using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.AdminPage;

/// <summary>An installation with the admin page, shared by tests with separate tenants.</summary>
public sealed class AdminInstallation(AzuriteFixture azurite) : IAsyncLifetime
{
    public const int History = 5;
    private Installation? _installation;

    internal Installation Installation => _installation!;

    public async ValueTask InitializeAsync() =>
        _installation = await Installation.StartAsync(azurite, ("AdminPage:Enabled", "true"), ("AdminPage:RoomHistory", $"{History}"));

    public ValueTask DisposeAsync() => _installation?.DisposeAsync() ?? ValueTask.CompletedTask;
}

internal static class SessionTokens
{
    /// <summary>The claims of a session token that lasts an hour.</summary>
    public static Dictionary<string, object> SessionClaims(this ServiceCaller caller)
    {
        var claims = caller.Claims();
        claims.Remove("jti");
        claims["aud"] = "signal-hybrid-admin-page";
        claims["exp"] = (long)claims["iat"] + 3600;
        return claims;
    }

    /// <summary>The header of a session.</summary>
    public static string Session(this ServiceCaller caller) => "Bearer " + caller.Sign(caller.SessionClaims());
}
