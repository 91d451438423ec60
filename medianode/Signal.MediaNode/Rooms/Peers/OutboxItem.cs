using Microsoft.AspNetCore.SignalR;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>A message to a client.</summary>
/// <param name="Number">The number among all messages to the client, from 1.</param>
/// <param name="Message">The encoded message.</param>
/// <param name="Bytes">The size of the message in bytes.</param>
/// <param name="Invocation">The invocation id of the client's answer; null: no answer is expected.</param>
/// <param name="Answer">Completes with whether the client accepted.</param>
internal sealed record OutboxItem(long Number, SerializedHubMessage Message, int Bytes, string? Invocation, TaskCompletionSource<bool>? Answer);
