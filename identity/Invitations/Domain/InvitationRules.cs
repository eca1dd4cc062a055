using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;

namespace HourExchange.Identity.Invitations.Domain;

/// <summary>
/// Who invites whom: the operator each institution's administrators, an administrator the members of its own institution. The operator's
/// business is no institution's data, so it gives no other role.
/// </summary>
internal static class InvitationRules
{
    public const int MailLengthLimit = 254;

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    public static readonly string[] Languages = ["fr", "de", "en"];

    public static readonly string[] MemberRoles = [Roles.Registrar, Roles.Approver, Roles.Finance, Roles.Management, Roles.Auditor, Roles.Admin];

    /// <returns>The institution that is invited to.</returns>
    public static Decision<string> Check(string callerInstitution, string callerRole, string? institution, string role, string mail, string language) =>
        CheckMail(mail) is { } refusal ? refusal
        : !Languages.Contains(language) ? Refusal.Invalid("mail-language-unknown", "The language of a mail is fr, de or en.")
        : !MemberRoles.Contains(role) ? Refusal.Invalid("role-unknown", "That role is given to nobody by invitation.")
        : callerRole == Roles.Operator
            ? role != Roles.Admin ? Refusal.Forbidden("role-not-yours-to-give", "The operator invites administrators; they invite the others.")
                : institution is null || !Codes.IsIdentifier(institution) ? Refusal.Invalid("institution-code-invalid", "An institution's code has 1 to 40 letters, digits, points, hyphens or underscores.")
                : institution
        : institution is not null && institution != callerInstitution ? Refusal.Forbidden("institution-of-others", "An administrator invites to its own institution.")
        : callerInstitution;

    /// <returns>Why it is no address; or null.</returns>
    public static Refusal? CheckMail(string mail) =>
        IsMail(mail) ? null : Refusal.Invalid("mail-invalid", $"A mail address has an @ and at most {MailLengthLimit} characters.");

    // Whether it is one is proved by the mail that arrives.
    private static bool IsMail(string mail) =>
        mail.Length is > 2 and <= MailLengthLimit && mail.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < mail.Length - 1 && at == mail.LastIndexOf('@')
        && !mail.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is '<' or '>' or ',' or ';' or '"');
}
