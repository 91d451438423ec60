using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Hosting.Settings;

namespace Signal.Functions.Storage;

internal static class StorageRegistration
{
    /// <summary>Registers the tables.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<TablesOptions>(configuration)
        .AddSingleton<TableDatabase>();
}
