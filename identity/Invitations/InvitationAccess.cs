using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;

namespace HourExchange.Identity.Invitations;

/// <summary>Whose invitations a caller sees and changes: an administrator those of its institution, the operator those of administrators that it has made.</summary>
internal static class InvitationAccess
{
    /// <summary>With the parameters of <see cref="Of"/>.</summary>
    public const string Own = "(case when @isOperator then role = 'admin' and invited_by = @subject else institution = @institution end)";

    public static object Of(Caller caller, Guid? id = null) => new { id, isOperator = caller.Role == Roles.Operator, caller.Subject, caller.Institution };
}
