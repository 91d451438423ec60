using Amqp.Framing;
using Amqp.Types;

namespace Signal.Bus.Amqp;

/// <summary>How a link asks for a session and what the broker answers (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide).</summary>
internal static class SessionFilter
{
    private static readonly Symbol Name = "com.microsoft:session-filter";
    private static readonly Symbol LockedUntil = "com.microsoft:locked-until-utc";

    /// <summary>How long the broker may look for a session, milliseconds.</summary>
    public static Symbol TimeoutProperty { get; } = "com.microsoft:timeout";

    /// <summary>Asks for a session; null asks for any that nobody holds.</summary>
    public static Map For(string? sessionId) => new() { [Name] = sessionId };

    public static string? ReadGranted(Attach answer) => (answer.Source as Source)?.FilterSet?[Name] switch
    {
        string id => id,
        DescribedValue { Value: string id } => id,
        _ => null,
    };

    public static DateTimeOffset? ReadLockedUntil(Attach answer) =>
        answer.Properties?[LockedUntil] is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
