using Signal.Admin;
using Signal.LoadTest.Figures;
using Signal.LoadTest.Media;

namespace Signal.LoadTest.Runs;

/// <summary>What all peers of a run share.</summary>
/// <param name="Tokens">Mints room tokens; without retries, so that a refusal is counted.</param>
/// <param name="Addresses">The nodes that peers may connect to.</param>
/// <param name="Options">The options of the run.</param>
/// <param name="Figures">The counters.</param>
/// <param name="Nodes">Is told of each node that peers connect to.</param>
/// <param name="Time">The clock.</param>
/// <param name="Identity">The certificate of peers with media; null: there are none.</param>
/// <param name="Refuse">Ends the run because of an address that it was not given.</param>
/// <param name="Stopped">Fires at the end of the run.</param>
internal sealed record LoadContext(
    AdminClient Tokens, NodeAddresses Addresses, LoadOptions Options, LoadFigures Figures, NodeSampler Nodes, TimeProvider Time, DtlsIdentity? Identity,
    Action<AddressNotAllowedException> Refuse, CancellationToken Stopped);
