using Microsoft.AspNetCore.SignalR;

namespace Signal.MediaNode.Signaling;

/// <summary>Creates a hub for each call. The default activator is a scoped service, which costs each call more than the hub does.</summary>
internal sealed class SignalHubActivator(IServiceProvider services) : IHubActivator<SignalHub>
{
    private static readonly ObjectFactory<SignalHub> Factory = ActivatorUtilities.CreateFactory<SignalHub>([]);

    /// <inheritdoc/>
    public SignalHub Create() => Factory(services, []);

    /// <inheritdoc/>
    public void Release(SignalHub hub) => hub.Dispose();
}
