using System.Threading.Channels;

namespace HourExchange.Identity.Mails;

/// <summary>
/// Mails that wait to leave. Nobody waits for them: whether an account exists must not be told by how long an answer takes. A mail that a
/// stopped program takes with it is asked for again.
/// </summary>
internal sealed class MailQueue
{
    private const int Limit = 1_000;

    private readonly Channel<Mail> _waiting = Channel.CreateBounded<Mail>(Limit);

    public ChannelReader<Mail> Waiting => _waiting.Reader;

    /// <returns>False where more wait than are sent: this one is not taken.</returns>
    public bool Add(Mail mail) => _waiting.Writer.TryWrite(mail);
}
