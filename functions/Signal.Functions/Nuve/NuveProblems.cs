using Signal.Functions.Http;

namespace Signal.Functions.Nuve;

/// <summary>The errors of mediasoup-signal: a status code and a line of text.</summary>
internal static class NuveProblems
{
    /// <summary>The code of problems whose detail is the whole response body.</summary>
    public const string Code = "nuve";

    public static Problem TooManyOfCaller { get; } = Text(428, "Too Many Requests-single");

    public static Problem TooMany { get; } = Text(429, "Too Many Requests-single");

    public static Problem QueueFull { get; } = Text(429, "Too Many Requests");

    public static Problem NotAuthorized { get; } = Text(401, "Service not authorized for this action");

    public static Problem NoSuchResource { get; } = Text(404, "Resource not found");

    public static Problem NoSuchRoom { get; } = Text(404, "Room does not exist");

    public static Problem NoSuchService { get; } = Text(404, "Service not found");

    public static Problem NoSuchUser { get; } = Text(404, "User does not exist");

    public static Problem NoController { get; } = Text(404, "No Erizo Controller found");

    public static Problem NameAndRole { get; } = Text(401, "Name and role?");

    public static Problem InvalidRoom { get; } = Text(400, "Invalid room");

    public static Problem InvalidName { get; } = Text(400, "Invalid name");

    public static Problem InvalidKey { get; } = Text(400, "Invalid key");

    public static Problem Text(int status, string text) => Problems.Make(status, Code, text, text);
}
