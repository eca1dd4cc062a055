using System.Text.Json.Serialization;
using HourExchange.Plumbing;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>How a nature of intervention counts.</summary>
/// <param name="Coefficient">A rational above zero: <c>3/2</c>, <c>1</c>, <c>2/3</c>.</param>
/// <param name="Tariff">Per 60 minutes, as a decimal with a point, in the agreement's currency.</param>
/// <param name="Exchanged">False: confirmed and counted, never posted (docs/domain.md, Agreements).</param>
public sealed record NatureTerms(
    [property: Format("rational", "3/2")] string Coefficient, [property: Format("money", "65.00")] string Tariff,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Exchanged = null)
{
    [JsonIgnore]
    public bool IsExchanged => Exchanged ?? true;
}
