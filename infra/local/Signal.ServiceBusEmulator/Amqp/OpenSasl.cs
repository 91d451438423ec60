using Amqp;
using Amqp.Sasl;
using Amqp.Types;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>A SASL mechanism that accepts every client and inserts a <see cref="GatedTransport"/> into the connection.</summary>
internal sealed class OpenSasl(Symbol mechanism, ConnectionGates gates) : SaslProfile(mechanism)
{
    protected override ITransport UpgradeTransport(ITransport transport) => new GatedTransport((IAsyncTransport)transport, gates);

    protected override DescribedList GetStartCommand(string hostname) => throw new NotSupportedException();

    protected override DescribedList OnCommand(DescribedList command) => new SaslOutcome { Code = SaslCode.Ok };
}
