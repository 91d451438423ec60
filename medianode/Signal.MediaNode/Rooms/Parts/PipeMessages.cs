using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>The receiving node asks the owner's node for a pipe transport between two shards, over which all streams between the two are piped.</summary>
/// <param name="Room">The room.</param>
/// <param name="Shard">The number of the owner's shard.</param>
/// <param name="Address">The address of the receiver's transport.</param>
internal sealed record ConnectPipes(RoomKey Room, int Shard, PipeAddress Address);

/// <summary>The address of a pipe transport.</summary>
/// <param name="Host">An IP address or a host name.</param>
/// <param name="Port">The UDP port.</param>
/// <param name="Srtp">The key of the packets that it sends.</param>
internal sealed record PipeAddress(string Host, ushort Port, SrtpParameters Srtp);

/// <summary>The owner's node has connected a pipe transport.</summary>
/// <param name="TransportId">The id of the owner's transport.</param>
/// <param name="Address">Its address.</param>
internal sealed record PipesConnected(string TransportId, PipeAddress Address);

/// <summary>The receiving node asks for a stream.</summary>
internal sealed record OpenPipeRequest(RoomKey Room, string TransportId, string ProducerId);

/// <summary>The owner's node sends the stream: either <see cref="Media"/> or <see cref="Data"/>.</summary>
internal sealed record PipeOpened(PipedMedia? Media, PipedData? Data);

/// <summary>A piped audio or video stream.</summary>
internal sealed record PipedMedia(MediaKind Kind, RtpParameters RtpParameters, bool Paused);

/// <summary>A piped data stream.</summary>
internal sealed record PipedData(SctpStreamParameters SctpStreamParameters, string Label, string Protocol);

/// <summary>The receiving node no longer needs a stream.</summary>
internal sealed record ClosePipe(RoomKey Room, string TransportId, string ProducerId);

/// <summary>All receivers of a stream on the receiving node have paused it, or one has resumed it.</summary>
internal sealed record PausePipe(RoomKey Room, string TransportId, string ProducerId, bool Paused);

/// <summary>The link was lost, and the receiving node still uses the transport.</summary>
/// <param name="Room">The room.</param>
/// <param name="TransportId">The id of the owner's transport.</param>
/// <param name="ProducerIds">The streams that it receives.</param>
/// <param name="PausedIds">Those of them that are paused.</param>
internal sealed record KeepPipes(RoomKey Room, string TransportId, IReadOnlyList<string> ProducerIds, IReadOnlyList<string> PausedIds);

/// <summary>One side has closed its transport.</summary>
/// <param name="Room">The room.</param>
/// <param name="TransportId">The id of the owner's transport.</param>
internal sealed record PipesClosed(RoomKey Room, string TransportId);
