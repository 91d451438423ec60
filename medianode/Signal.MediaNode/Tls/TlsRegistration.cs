using Microsoft.AspNetCore.Server.Kestrel.Core;
using Signal.Hosting.Settings;
using Signal.Hosting.Startup;

namespace Signal.MediaNode.Tls;

/// <summary>Configures the certificate of the node's https addresses.</summary>
internal static class TlsRegistration
{
    private const string UrlsKey = "urls";
    private const string OwnCertificate = "Kestrel:Certificates:Default";

    public static void AddTls(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<TlsOptions>();
        builder.Services.AddSingleton<NodeCertificate>();
        builder.WebHost.ConfigureKestrel(Configure);
    }

    private static void Configure(KestrelServerOptions kestrel)
    {
        if (!kestrel.ApplicationServices.GetRequiredService<TlsOptions>().Enabled)
        {
            RequireNoHttps(kestrel.ApplicationServices.GetRequiredService<IConfiguration>());
            return;
        }

        var certificate = kestrel.ApplicationServices.GetRequiredService<NodeCertificate>();
        kestrel.ConfigureHttpsDefaults(https =>
        {
            https.ServerCertificateSelector = (_, _) => certificate.Current.TargetCertificate;
            https.OnAuthenticate = (_, options) =>
            {
                // Unlike a selected certificate, the context also sends the intermediate certificates.
                options.ServerCertificateSelectionCallback = null;
                options.ServerCertificateContext = certificate.Current;
            };
        });
    }

    private static void RequireNoHttps(IConfiguration configuration)
    {
        if ((configuration[UrlsKey] ?? "").Contains("https://", StringComparison.OrdinalIgnoreCase) && !configuration.GetSection(OwnCertificate).Exists())
        {
            throw new StartupException("ASPNETCORE_URLS has an https address, and there is no certificate; set Tls__CertificateFile and Tls__KeyFile");
        }
    }
}
