using System.Text.Json.Serialization;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Institutions.Domain;

/// <summary>Somebody of an institution, by a code or pseudonym of 1 to 80 characters, never by name.</summary>
/// <param name="Institution">Code of the institution.</param>
/// <param name="Code">Code or pseudonym.</param>
public sealed record PersonCode(string Institution, string Code)
{
    [JsonIgnore]
    public bool IsWellFormed => Codes.IsIdentifier(Institution) && Codes.IsTerm(Code);
}
