using System.Text.Json.Nodes;
using HourExchange.Plumbing.Text;
using HourExchange.Reporting.Reports.Editions.Domain;

namespace HourExchange.Reporting.Reports.Yearly.Domain;

/// <summary>What is otherwise now than when an edition was frozen: of the content, and what has been paid, which the content leaves out. Pure.</summary>
internal static class SinceEdition
{
    private const string Settlements = "settlements";

    /// <param name="frozen">Content of the edition.</param>
    /// <param name="settlementsThen">JSON of the settlements as they stood; null where that was not kept.</param>
    /// <param name="content">As it is now.</param>
    /// <param name="settlements">As they stand now.</param>
    public static IReadOnlyList<EditionDifference> Of(string frozen, string? settlementsThen, string content, IReadOnlyList<SettlementFigures> settlements) =>
        settlementsThen is null ? EditionDifferences.Between(frozen, content)
            : EditionDifferences.Between(With(frozen, settlementsThen), With(content, StrictJson.Write(settlements)));

    private static string With(string content, string settlements)
    {
        var whole = JsonNode.Parse(content)!.AsObject();
        whole[Settlements] = JsonNode.Parse(settlements);
        return whole.ToJsonString();
    }
}
