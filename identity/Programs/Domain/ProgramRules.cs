using HourExchange.Contracts.Access;
using HourExchange.Plumbing;

namespace HourExchange.Identity.Programs.Domain;

/// <summary>What a program may be: of one institution, in one role that works or reads, within scopes, for at most two years.</summary>
internal static class ProgramRules
{
    public const int NameLengthLimit = 80;
    public const int DayLimit = 731;

    public static readonly string[] Roles = [Contracts.Access.Roles.Registrar, Contracts.Access.Roles.Finance, Contracts.Access.Roles.Management, Contracts.Access.Roles.Auditor];

    public static readonly string[] Scopes = Contracts.Access.Scopes.All;

    public static Refusal? Check(string name, string role, IReadOnlyList<string> scopes, DateOnly expiresOn, DateOnly today) =>
        name.Length is 0 or > NameLengthLimit || name.Any(char.IsControl) ? Refusal.Invalid("program-name-invalid", $"A program's name has 1 to {NameLengthLimit} characters.")
        : !Roles.Contains(role) ? Refusal.Invalid("role-unknown", "A program is registrar, finance, management or auditor.")
        : scopes.Count == 0 || scopes.Except(Scopes).Any() || scopes.Distinct().Count() != scopes.Count ? Refusal.Invalid("scopes-invalid", "A program has one or more of read, lines, ledger and reports, each once.")
        : expiresOn <= today || expiresOn > today.AddDays(DayLimit) ? Refusal.Invalid("expiry-invalid", $"A program's access ends after today, and within {DayLimit} days.")
        : null;
}
