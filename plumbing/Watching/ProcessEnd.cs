using Microsoft.Extensions.Logging;

namespace HourExchange.Plumbing.Watching;

/// <summary>Ends at once: an orderly stop would wait for the very thing that hangs.</summary>
internal sealed partial class ProcessEnd(ILogger<ProcessEnd> log) : IProcessEnd
{
    public void End(string reason)
    {
        LogEnd(reason);
        Environment.FailFast(reason);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The watchdog ends this process: {Reason}")]
    private partial void LogEnd(string reason);
}
