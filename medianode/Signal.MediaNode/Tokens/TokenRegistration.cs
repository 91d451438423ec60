using Signal.Hosting.Settings;

namespace Signal.MediaNode.Tokens;

/// <summary>Registers the verification of tokens.</summary>
internal static class TokenRegistration
{
    public static void AddTokens(this IServiceCollection services)
    {
        services.AddSettings<TokenOptions>();
        services.AddHttpClient(KeySource.HttpClientName, client => client.Timeout = TimeSpan.FromSeconds(5));
        services.AddSingleton<KeySource>();
        services.AddSingleton<KeyRing>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyRing>());
        services.AddSingleton<SignedTokens>();
        services.AddSingleton<TokenVerifier>();
        services.AddSingleton<TraceTokens>();
        services.AddSingleton<TokenLedger>();
        services.AddSingleton<Revocations>();
    }
}
