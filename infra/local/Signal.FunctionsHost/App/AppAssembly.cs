using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Signal.FunctionsHost.App;

/// <summary>The app, loaded beside the host: both share one copy of the framework, so the app's services fit into the host's container.</summary>
internal sealed class AppAssembly
{
    private readonly Assembly _assembly;

    private AppAssembly(Assembly assembly) => _assembly = assembly;

    /// <summary>Loads an assembly; what it depends on is found by its <c>.deps.json</c>.</summary>
    /// <exception cref="StartupException">There is no such assembly.</exception>
    public static AppAssembly Load(string path)
    {
        try
        {
            var resolver = new AssemblyDependencyResolver(path);
            AssemblyLoadContext.Default.Resolving += (context, name) => resolver.ResolveAssemblyToPath(name) is { } found ? context.LoadFromAssemblyPath(found) : null;
            return new AppAssembly(AssemblyLoadContext.Default.LoadFromAssemblyPath(path));
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException or InvalidOperationException or ArgumentException)
        {
            throw new StartupException($"cannot load the app {path}: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    /// <summary>The functions of the app. Private classes inside others have none: no generated code could call them.</summary>
    public IReadOnlyList<FunctionDefinition> FindFunctions() => FunctionCatalog.Find(_assembly.GetTypes().Where(type => !type.IsNestedPrivate));

    /// <summary>
    /// Calls the app's registration: the one public static method of its public static class <c>FunctionsApp</c> that takes
    /// an <see cref="IServiceCollection"/> and an <see cref="IConfiguration"/>.
    /// </summary>
    /// <exception cref="StartupException">There is no such method, or it threw.</exception>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        var methods = _assembly.GetExportedTypes()
            .Where(type => type is { Name: "FunctionsApp", IsAbstract: true, IsSealed: true })
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => method.GetParameters() is [var first, var second] && first.ParameterType == typeof(IServiceCollection) && second.ParameterType == typeof(IConfiguration))
            .ToList();
        if (methods is not [var register])
        {
            throw new StartupException(
                $"{_assembly.GetName().Name} needs a public static class FunctionsApp with one public static method (IServiceCollection, IConfiguration); it has {methods.Count}");
        }

        try
        {
            register.Invoke(null, [services, configuration]);
        }
        catch (TargetInvocationException failure)
        {
            throw new StartupException($"the app's registration failed: {failure.InnerException!.Message.ReplaceLineEndings(" ")}", failure.InnerException);
        }
    }
}
