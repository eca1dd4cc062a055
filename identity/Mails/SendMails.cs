using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Utils;

namespace HourExchange.Identity.Mails;

/// <summary>Hands the waiting mails over, one after the other. One that is not taken is tried three times, then told in the log without its address.</summary>
internal sealed partial class SendMails(MailQueue queue, MailSettings settings, TimeProvider clock, ILogger<SendMails> log) : BackgroundService
{
    private const int Tries = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var mail in queue.Waiting.ReadAllAsync(stoppingToken))
        {
            using var timer = new PeriodicTimer(Pause, clock);
            for (var tries = 1; !await Send(mail, stoppingToken) && tries < Tries; tries++)
            {
                await timer.WaitForNextTickAsync(stoppingToken);
            }
        }
    }

    private async Task<bool> Send(Mail mail, CancellationToken stopping)
    {
        try
        {
            using var message = new MimeMessage(
                [settings.From], [MailboxAddress.Parse(mail.To)], mail.Subject, new TextPart("plain") { Text = mail.Text });
            message.Date = clock.GetUtcNow();
            // Else it would tell the machine's name.
            message.MessageId = MimeUtils.GenerateMessageId(settings.From.Domain);
            await (settings.Server is { } server ? Submit(server, message, stopping) : Write(settings.Folder!, message, stopping));
            if (mail.Sent is { } sent)
            {
                await sent();
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException or ProtocolException or CommandException or AuthenticationException or SslHandshakeException)
        {
            // What the server says may repeat the address.
            NotTaken(exception.GetType().Name);
            return false;
        }
    }

    private static async Task Submit(Uri server, MimeMessage message, CancellationToken stopping)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync(
            server.Host, server.Port > 0 ? server.Port : 587, server.Scheme == "smtps" ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable, stopping);
        if (server.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password])
        {
            await client.AuthenticateAsync(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password), stopping);
        }

        await client.SendAsync(message, stopping);
        await client.DisconnectAsync(quit: true, stopping);
    }

    private static async Task Write(string folder, MimeMessage message, CancellationToken stopping)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{Guid.CreateVersion7():N}.eml");
        await message.WriteToAsync(file + ".part", stopping);
        File.Move(file + ".part", file);
    }

    [LoggerMessage(LogLevel.Error, "A mail was not taken: {Fault}")]
    private partial void NotTaken(string fault);
}
