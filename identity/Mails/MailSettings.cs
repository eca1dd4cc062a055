using MimeKit;

namespace HourExchange.Identity.Mails;

/// <summary>How mails leave: by a server, or, in Development, as files.</summary>
/// <param name="Server">smtp://user:password@host:587 (STARTTLS where offered; smtps: TLS from the start), or null.</param>
/// <param name="Folder">Where files are written, or null.</param>
internal sealed record MailSettings(Uri? Server, string? Folder, MailboxAddress From)
{
    /// <exception cref="InvalidOperationException">Neither a server nor, in Development, a folder; or a sender that is no address: the program must not start.</exception>
    public static MailSettings Read(IConfiguration configuration, bool isDevelopment)
    {
        var server = configuration["Mail:Server"] is { Length: > 0 } address
            ? Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "smtp" or "smtps" ? url
                // The text is not repeated: it may hold a password.
                : throw new InvalidOperationException("Mail:Server has the form smtp://user:password@host:port.")
            : null;
        var folder = configuration["Mail:Folder"] is { Length: > 0 } path ? path : null;
        if (folder is not null && !isDevelopment)
        {
            throw new InvalidOperationException("Mail:Folder is set outside Development: links that open accounts would lie there.");
        }

        if (server is null && folder is null)
        {
            throw new InvalidOperationException("Neither Mail:Server nor, in Development, Mail:Folder says how mails leave.");
        }

        return MailboxAddress.TryParse(configuration["Mail:From"] is { Length: > 0 } sender ? sender : "hourexchange@localhost", out var from)
            ? new MailSettings(server, folder, from)
            : throw new InvalidOperationException("Mail:From is no mail address.");
    }
}
