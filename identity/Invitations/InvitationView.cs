using HourExchange.Identity.Invitations.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Identity.Invitations;

/// <summary>An invitation.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Institution">To which it invites.</param>
/// <param name="Role">Which role it gives.</param>
/// <param name="Mail">To whom it was sent.</param>
/// <param name="State">open, accepted, withdrawn or expired.</param>
/// <param name="InvitedAt">When.</param>
/// <param name="ExpiresAt">Until when it can be accepted.</param>
/// <param name="MailedAt">When its mail left; null: it has not yet.</param>
public sealed record InvitationView(
    Guid Id, string Institution, [property: KnownValues(typeof(InvitationRules), nameof(InvitationRules.MemberRoles))] string Role, string Mail,
    [property: KnownValues("open", "accepted", "withdrawn", "expired")] string State, DateTime InvitedAt, DateTime ExpiresAt, DateTime? MailedAt)
{
    internal const string Columns = """
        id, institution, role, mail, case when accepted_at is not null then 'accepted' when withdrawn_at is not null then 'withdrawn'
            when expires_at <= now() then 'expired' else 'open' end as state, invited_at, expires_at, mailed_at
        """;
}
