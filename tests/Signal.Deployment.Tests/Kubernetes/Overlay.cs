using System.Diagnostics;
using k8s;
using k8s.Models;
using Signal.Testing;

namespace Signal.Deployment.Tests.Kubernetes;

/// <summary>An overlay of infra/k8s, rendered by <c>kubectl kustomize</c> and parsed into the models of the Kubernetes API.</summary>
internal sealed class Overlay
{
    private readonly List<object> _objects;

    private Overlay(string text)
    {
        Text = text;
        _objects = KubernetesYaml.LoadAllFromString(text, strict: true);
    }

    /// <summary>The rendered YAML.</summary>
    public string Text { get; }

    /// <summary>The names of all overlays.</summary>
    public static IEnumerable<string> Names =>
        Directory.GetDirectories(Repository.PathOf("infra", "k8s", "overlays")).Select(folder => Path.GetFileName(folder)!).Order();

    /// <summary>Renders an overlay, by its name or its path. Without a suitable kubectl, the test is skipped with the reason.</summary>
    public static async Task<Overlay> RenderAsync(string overlay)
    {
        var (code, version) = await RunAsync("version", "--client", "--output=json");
        Assert.SkipWhen(code is null, "kubectl is not in PATH.");
        Assert.SkipUnless(version.Contains("\"kustomizeVersion\": \"v5.", StringComparison.Ordinal), "The kubectl in PATH has no Kustomize of version 5.");
        var (status, text) = await RunAsync("kustomize", Repository.PathOf("infra", "k8s", "overlays", overlay));
        Assert.True(status == 0, text);
        return new(text);
    }

    /// <summary>All objects.</summary>
    public IEnumerable<IKubernetesObject<V1ObjectMeta>> Objects => _objects.Cast<IKubernetesObject<V1ObjectMeta>>();

    /// <summary>The objects of a kind.</summary>
    public IEnumerable<T> All<T>()
        where T : IKubernetesObject<V1ObjectMeta> => _objects.OfType<T>();

    /// <summary>The containers, with the pods that they are in.</summary>
    public IEnumerable<(V1PodSpec Pod, V1Container Container)> Containers =>
        All<V1Deployment>().SelectMany(deployment => deployment.Spec.Template.Spec.Containers.Select(container => (deployment.Spec.Template.Spec, container)));

    /// <summary>The container of a name.</summary>
    public V1Container? Container(string name) => Containers.Select(item => item.Container).SingleOrDefault(container => container.Name == name);

    private static async Task<(int? Code, string Output)> RunAsync(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("kubectl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, process.ExitCode == 0 ? output : output + await errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, "");
        }
    }
}
