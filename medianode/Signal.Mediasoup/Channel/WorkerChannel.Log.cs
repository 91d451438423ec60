using System.Buffers;
using Microsoft.Extensions.Logging;

namespace Signal.Mediasoup.Channel;

internal sealed partial class WorkerChannel
{
    private static readonly SearchValues<char> EndOfTag = SearchValues.Create(" :()|");

    // The first character is the level. The rest is Class::Method() | text: the class is the tag.
    private void HandleLog(string line)
    {
        var level = line is [var first, ..] ? first : ' ';
        var text = line.Length > 0 ? line[1..] : line;
        var end = text.AsSpan().IndexOfAny(EndOfTag);
        while (end > 0 && end + 2 < text.Length && text[end] == ':' && text[end + 1] == ':' && NextScope(text, end + 2) is var next and > 0)
        {
            end = next;
        }

        var tag = end > 0 ? text[..end] : "worker";
        switch (level)
        {
            case 'D':
                LogWorkerDebug(_pid, tag, text);
                break;
            case 'W':
                LogWorkerWarning(_pid, tag, text);
                break;
            case 'E':
                LogWorkerError(_pid, tag, text);
                break;
            default:
                LogWorkerDump(_pid, tag, text);
                break;
        }
    }

    // RTC::Transport::HandleRequest() belongs to class RTC::Transport: a name counts as a scope if another one follows.
    private static int NextScope(string text, int from)
    {
        var length = text.AsSpan(from).IndexOfAny(EndOfTag);
        return length > 0 && text[from + length] == ':' ? from + length : -1;
    }

    [LoggerMessage(EventId = EventIds.WorkerDebug, Level = LogLevel.Debug, Message = "{Pid} [{Tag}] {Line}")]
    private partial void LogWorkerDebug(int pid, string tag, string line);

    [LoggerMessage(EventId = EventIds.WorkerWarning, Level = LogLevel.Warning, Message = "{Pid} [{Tag}] {Line}")]
    private partial void LogWorkerWarning(int pid, string tag, string line);

    [LoggerMessage(EventId = EventIds.WorkerError, Level = LogLevel.Error, Message = "{Pid} [{Tag}] {Line}")]
    private partial void LogWorkerError(int pid, string tag, string line);

    [LoggerMessage(EventId = EventIds.WorkerDump, Level = LogLevel.Information, Message = "{Pid} [{Tag}] {Line}")]
    private partial void LogWorkerDump(int pid, string tag, string line);

    [LoggerMessage(EventId = EventIds.InvalidChannelMessage, Level = LogLevel.Error, Message = "The worker sent an invalid channel message")]
    private partial void LogInvalidMessage(Exception exception);
}
