namespace HourExchange.Plumbing.Messaging;

/// <summary>How the watchdog ends the process, so that the supervisor starts it anew.</summary>
public interface IProcessEnd
{
    void End(string reason);
}
