using System.Text.RegularExpressions;
using k8s.Models;
using Signal.Hosting.Settings;

namespace Signal.Deployment.Tests.Kubernetes;

/// <summary>Checks of the manifests without a cluster.</summary>
public sealed partial class OverlayTests
{
    private const string MediaNode = "media-node";
    private static readonly string[] Secrets = ["ServiceBus", "Tables__ConnectionString", "Admin__SuperserviceKey", "Secrets__EncryptionKey", "Metrics__Key"];

    private static readonly Dictionary<string, string> Programs = new()
    {
        [MediaNode] = "medianode/Signal.MediaNode",
        ["control-plane"] = "functions/Signal.Functions",
    };

    public static TheoryData<string> Overlays => new(Overlay.Names);

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_object_is_one_that_the_API_knows(string name)
    {
        var overlay = await Overlay.RenderAsync(name);

        Assert.NotEmpty(overlay.Objects);
        Assert.All(overlay.Objects, item => Assert.Equal(item is V1Namespace ? null : "signal", item.Metadata.NamespaceProperty));
        Assert.Single(overlay.All<V1Deployment>(), deployment => deployment.Metadata.Name == MediaNode);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Selectors_find_the_pods_that_they_mean(string name)
    {
        var overlay = await Overlay.RenderAsync(name);
        var pods = overlay.All<V1Deployment>().ToDictionary(deployment => deployment.Metadata.Name, deployment => deployment.Spec.Template.Metadata.Labels);
        var selectors = overlay.All<V1Deployment>().Select(item => (item.Metadata.Name, item.Spec.Selector.MatchLabels))
            .Concat(overlay.All<V1Service>().Select(item => (item.Metadata.Name, item.Spec.Selector)))
            .Concat(overlay.All<V1PodDisruptionBudget>().Select(item => (item.Metadata.Name, item.Spec.Selector.MatchLabels)))
            .Concat(overlay.All<V1NetworkPolicy>().Select(item => (item.Metadata.Name, item.Spec.PodSelector.MatchLabels)))
            .ToList();

        Assert.All(selectors, selector => Assert.Equal(
            [selector.Name],
            pods.Where(pod => selector.Item2.All(label => pod.Value.TryGetValue(label.Key, out var value) && value == label.Value))
                .Select(pod => pod.Key)));
        Assert.All(pods.Keys, pod => Assert.Single(overlay.All<V1PodDisruptionBudget>(), budget => budget.Metadata.Name == pod));
        Assert.All(overlay.All<V2HorizontalPodAutoscaler>(), scaler => Assert.Contains(scaler.Spec.ScaleTargetRef.Name, pods.Keys));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Ports_lead_to_ports_of_containers(string name)
    {
        var overlay = await Overlay.RenderAsync(name);

        foreach (var (pod, container) in overlay.Containers)
        {
            var named = container.Ports.Select(port => port.Name).ToList();
            Assert.All(
                new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe },
                probe => Assert.Contains(probe.HttpGet.Port.Value, named));
            Assert.NotEqual(container.LivenessProbe.HttpGet.Path, container.ReadinessProbe.HttpGet.Path);
            Assert.All(container.Ports, port => Assert.Equal(pod.HostNetwork == true ? port.ContainerPort : null, port.HostPort));
        }

        foreach (var service in overlay.All<V1Service>())
        {
            var ports = overlay.Container(service.Metadata.Name)!.Ports.Select(port => port.Name);
            Assert.All(service.Spec.Ports, port => Assert.Contains(port.TargetPort.Value, ports));
        }

        foreach (var ingress in overlay.All<V1Ingress>())
        {
            Assert.Equal(ingress.Spec.Rules.Select(rule => rule.Host), ingress.Spec.Tls.SelectMany(tls => tls.Hosts));
            Assert.All(ingress.Spec.Rules.SelectMany(rule => rule.Http.Paths), path => Assert.Contains(
                path.Backend.Service.Port.Name,
                overlay.All<V1Service>().Single(service => service.Metadata.Name == path.Backend.Service.Name)
                    .Spec.Ports.Select(port => port.Name)));
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Variables_are_settings_of_the_program(string name)
    {
        var overlay = await Overlay.RenderAsync(name);

        foreach (var (_, container) in overlay.Containers)
        {
            var defined = new HashSet<string>();
            foreach (var variable in container.Env)
            {
                // Kubernetes expands a reference only to variables defined before it.
                Assert.All(Reference().Matches(variable.Value ?? ""), match => Assert.Contains(match.Groups[1].Value, defined));
                defined.Add(variable.Name);
            }

            var used = container.Env.SelectMany(variable => Reference().Matches(variable.Value ?? "")).Select(match => match.Groups[1].Value).ToHashSet();
            Assert.All(defined, variable => Assert.True(used.Contains(variable) || SettingsTable.Knows(Programs[container.Name], variable), variable));
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Secrets_are_references(string name)
    {
        var overlay = await Overlay.RenderAsync(name);

        Assert.Empty(overlay.All<V1Secret>());
        Assert.All(
            overlay.Containers.SelectMany(item => item.Container.Env).Where(variable => Secrets.Contains(variable.Name)),
            variable => Assert.NotNull(variable.ValueFrom?.SecretKeyRef));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Processes_have_no_rights(string name)
    {
        var overlay = await Overlay.RenderAsync(name);

        Assert.All(overlay.Containers, item =>
        {
            Assert.True(item.Pod.SecurityContext.RunAsNonRoot);
            Assert.False(item.Pod.AutomountServiceAccountToken);
            Assert.True(item.Container.SecurityContext.ReadOnlyRootFilesystem);
            Assert.False(item.Container.SecurityContext.AllowPrivilegeEscalation);
            Assert.Equal(["ALL"], item.Container.SecurityContext.Capabilities.Drop);
        });
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task The_grace_period_is_longer_than_the_drain(string name)
    {
        var overlay = await Overlay.RenderAsync(name);
        var (pod, node) = overlay.Containers.Single(item => item.Container.Name == MediaNode);

        var drain = new[] { "Drain__OnStop", "Drain__MigrateTimeout", "Drain__StopTimeout" }
            .Select(setting => node.Env.FirstOrDefault(variable => variable.Name == setting)?.Value ?? SettingsTable.DefaultOf(Programs[MediaNode], setting))
            .Sum(text => Duration.TryParse(text, out var duration) ? duration.TotalSeconds : double.NaN);

        Assert.InRange(pod.TerminationGracePeriodSeconds!.Value, drain + 1, drain + 120);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task The_autoscaler_follows_a_metric_that_the_adapter_serves(string name)
    {
        var overlay = await Overlay.RenderAsync(name);
        var rules = await File.ReadAllTextAsync(
            Signal.Testing.Repository.PathOf("infra", "k8s", "monitoring", "prometheus-adapter.yaml"),
            TestContext.Current.CancellationToken);

        var metric = Assert.Single(Assert.Single(overlay.All<V2HorizontalPodAutoscaler>()).Spec.Metrics).Pods.Metric.Name;

        Assert.Contains($"seriesQuery: {metric}{{", rules, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\$\((\w+)\)")]
    private static partial Regex Reference();
}
