using Microsoft.AspNetCore.SignalR;

namespace Signal.MediaNode.Peers;

/// <summary>The way to a client over one hub connection.</summary>
/// <param name="ConnectionId">SignalR's id of the connection.</param>
/// <param name="Client">Calls the client's methods.</param>
/// <param name="Abort">Cuts the connection.</param>
/// <param name="Gone">Fires when the connection has ended.</param>
internal sealed record ClientLink(string ConnectionId, ISingleClientProxy Client, Action Abort, CancellationToken Gone);
