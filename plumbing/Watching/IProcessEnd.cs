namespace HourExchange.Plumbing.Watching;

/// <summary>How the watchdog ends the process, so that the supervisor starts it anew.</summary>
public interface IProcessEnd
{
    void End(string reason);
}
