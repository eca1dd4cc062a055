namespace HourExchange.Contracts.Access;

/// <summary>The role a token carries, one per token. Who does what: docs/domain.md, "Who uses it".</summary>
public static class Roles
{
    public const string Operator = "operator";
    public const string Registrar = "registrar";
    public const string Approver = "approver";
    public const string Finance = "finance";
    public const string Management = "management";
    public const string Auditor = "auditor";
    public const string Admin = "admin";

    /// <summary>Who may read what belongs to its institution's agreements and books.</summary>
    public static readonly string[] Readers = [Registrar, Approver, Finance, Management, Auditor];

    /// <summary>The institution an operator's token names: none in particular.</summary>
    public const string AnyInstitution = "*";
}
