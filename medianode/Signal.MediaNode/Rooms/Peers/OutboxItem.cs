using Microsoft.AspNetCore.SignalR;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>A message to a client.</summary>
/// <param name="Number">Its place among all messages to the client, from 1.</param>
/// <param name="Message">What is sent.</param>
/// <param name="Bytes">How much that is.</param>
/// <param name="Invocation">By what the client's answer names it; null: it is not answered.</param>
/// <param name="Answer">Did the client take it?</param>
internal sealed record OutboxItem(long Number, SerializedHubMessage Message, int Bytes, string? Invocation, TaskCompletionSource<bool>? Answer);
