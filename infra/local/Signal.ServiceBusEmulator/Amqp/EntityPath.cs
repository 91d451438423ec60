namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>The parts of an address such as <c>queue</c>, <c>queue/$DeadLetterQueue</c>, <c>queue/$management</c> or <c>sb://host/queue</c>.</summary>
internal sealed record EntityPath(string Queue, bool IsDeadLetter, bool IsManagement)
{
    public const string Cbs = "$cbs";
    private const string DeadLetterSuffix = "/$deadletterqueue";
    private const string ManagementSuffix = "/$management";

    public static EntityPath Parse(string address)
    {
        var path = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? Uri.UnescapeDataString(uri.AbsolutePath) : address;
        path = path.Trim('/');
        var management = TrimEnd(ref path, ManagementSuffix);
        var deadLetter = TrimEnd(ref path, DeadLetterSuffix);
        return new(path, deadLetter, management);
    }

    private static bool TrimEnd(ref string path, string suffix)
    {
        var found = path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);
        path = found ? path[..^suffix.Length] : path;
        return found;
    }
}
