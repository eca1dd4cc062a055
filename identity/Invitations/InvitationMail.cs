using Dapper;
using HourExchange.Identity.Keeping;
using HourExchange.Identity.Mails;
using HourExchange.Plumbing.Years;
using HourExchange.Words;
using HourExchange.Words.Reading;
using Npgsql;

namespace HourExchange.Identity.Invitations;

/// <summary>Puts an invitation into the post; that it has left is noted.</summary>
internal sealed class InvitationMail(MailQueue mails, IdentitySettings settings, NpgsqlDataSource database, TimeProvider clock)
{
    /// <returns>False where too many mails wait: it is sent again later.</returns>
    public bool Send(Guid id, string mail, string institution, string role, string language, DateTimeOffset expiresAt, string token)
    {
        var words = Wording.Of("Identity", language);
        var text = words.Format(
            "Invitation.mail", institution, words[$"Role.{role}"], settings.Link(InvitationLink.To(token)), Spelling.Of(language).Day(clock.DayOf(expiresAt)));
        return mails.Add(new Mail(mail, words.Format("Invitation.mail.subject", institution), text, () => Note(id)));
    }

    private async Task Note(Guid id)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("update identity.invitation set mailed_at = @now where id = @id", new { id, now = clock.GetUtcNow() });
    }
}
