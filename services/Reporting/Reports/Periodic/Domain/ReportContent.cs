using System.Text.Json.Nodes;
using HourExchange.Plumbing.Text;
using HourExchange.Reporting.Reports.Editions.Domain;

namespace HourExchange.Reporting.Reports.Periodic.Domain;

/// <summary>What is frozen of a report: its JSON as it is answered, up to which posting it goes among it. Pure.</summary>
internal sealed record ReportContent(string Text, string Hash)
{
    // How far the book goes changes with every posting, also one that lies in no figure of the period; where figures are explained, with the program.
    private static readonly string[] Beside = ["books", "complete", "explain"];

    public static ReportContent Of<TReport>(TReport report)
    {
        var content = HashedText.Of(report);
        return new ReportContent(content.Text, content.Hash);
    }

    /// <summary>Figure by figure, at most 500. None: nothing of it has changed, and there is no new edition.</summary>
    /// <param name="before">Text of the edition before.</param>
    public IReadOnlyList<EditionDifference> DifferencesSince(string before) => EditionDifferences.Between(Figures(before), Figures(Text));

    private static string Figures(string text)
    {
        var content = JsonNode.Parse(text)!.AsObject();
        foreach (var name in Beside)
        {
            content.Remove(name);
        }

        return content.ToJsonString();
    }
}
