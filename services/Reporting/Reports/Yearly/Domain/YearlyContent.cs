using System.Text.Json.Nodes;
using HourExchange.Plumbing.Text;
using HourExchange.Reporting.Reports.Figures;

namespace HourExchange.Reporting.Reports.Yearly.Domain;

/// <summary>
/// What is approved and frozen of a bilan: all that it says of its year. Not what changes without the year changing: how far the book goes
/// beyond it, what is to be decided and what has been paid. Pure.
/// </summary>
internal sealed record YearlyContent(string Text, string Hash, string FiguresHash, string CommentsHash)
{
    private static readonly CompleteTo Beside = new(0, "");

    public static YearlyContent Of(YearlyReport report)
    {
        var content = report with { Complete = Beside, ToDecide = [], YearState = "", Settlements = [.. report.Settlements.Select(one => one with { PaidOn = null, IsNetted = null })], Life = null, Explain = null };
        var text = StrictJson.Write(content);
        return new YearlyContent(
            text, ContentHash.Of(text), ContentHash.Of(StrictJson.Write((object[])[content.Institutions, content.Accounts, content.ByNature, content.ByDomain, content.Flows])),
            ContentHash.Of(StrictJson.Write(content.Rubrics)));
    }

    /// <returns>What has changed since another content was approved; null where it is this one.</returns>
    public string? ChangeSince(string hash, string figuresHash, string commentsHash) =>
        hash == Hash ? null : figuresHash != FiguresHash ? "figures" : commentsHash != CommentsHash ? "comments" : "records";

    /// <summary>What is missing before it can be approved. The ledger year need not be closed.</summary>
    /// <param name="isBehind">Whether postings up to the book's head are missing.</param>
    public static IReadOnlyList<MissingPart> Missing(YearlyReport report, bool isBehind) =>
    [
        .. isBehind ? [new MissingPart("postings", null)] : Array.Empty<MissingPart>(),
        .. report.Rubrics.Where(rubric => rubric.Comment is null).Select(rubric => new MissingPart("rubric", rubric.Code)),
    ];
}
