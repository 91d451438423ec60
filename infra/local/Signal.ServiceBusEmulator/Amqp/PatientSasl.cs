using Amqp;
using Amqp.Sasl;
using Amqp.Types;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>
/// A SASL mechanism that lets everyone in, and then keeps the AMQP header back until the client has sent its own: the JavaScript library gives up
/// when the header reaches it together with the SASL outcome.
/// </summary>
internal sealed class PatientSasl(Symbol mechanism) : SaslProfile(mechanism)
{
    protected override ITransport UpgradeTransport(ITransport transport) => new PatientTransport((IAsyncTransport)transport);

    protected override DescribedList GetStartCommand(string hostname) => throw new NotSupportedException();

    protected override DescribedList OnCommand(DescribedList command) => new SaslOutcome { Code = SaslCode.Ok };
}
