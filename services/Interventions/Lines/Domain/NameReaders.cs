using HourExchange.Contracts.Access;

namespace HourExchange.Interventions.Lines.Domain;

/// <summary>Who is answered a contributor's name beside the code: who is coming to teach is no secret between a line's two institutions (docs/domain.md, Interventions).</summary>
public static class NameReaders
{
    private static readonly string[] InRoles = [Roles.Registrar, Roles.Approver, Roles.Management];

    public static bool May(Actor actor, LineContent line) => line.IsBetween(actor.Institution) && IsIn(actor.Role);

    public static bool IsIn(string role) => InRoles.Contains(role, StringComparer.Ordinal);
}
