using System.Runtime.CompilerServices;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>
/// The reply links of request-response nodes. The reply-to of a request is the name of the link or of its target, depending on the client.
/// Links are stored per connection, since clients choose these names.
/// </summary>
internal sealed class ReplyLinks
{
    private readonly ConditionalWeakTable<Connection, Dictionary<string, ListenerLink>> _links = [];

    public void Add(ListenerLink link, Attach attach)
    {
        var known = _links.GetOrCreateValue(link.Session.Connection);
        var names = new[] { link.Name, (attach.Target as Target)?.Address }.OfType<string>().ToList();
        lock (known)
        {
            names.ForEach(name => known[name] = link);
        }

        link.AddClosedCallback((_, _) =>
        {
            lock (known)
            {
                foreach (var name in names.Where(name => known.TryGetValue(name, out var current) && ReferenceEquals(current, link)))
                {
                    known.Remove(name);
                }
            }
        });
    }

    public ListenerLink? Find(Connection connection, string? replyTo)
    {
        var known = _links.GetOrCreateValue(connection);
        lock (known)
        {
            return replyTo is null ? null : known.GetValueOrDefault(replyTo);
        }
    }
}
