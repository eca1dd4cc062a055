using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Portal;

/// <summary>Whatever people need of the services some page of the portal asks for; what none asks for is left out on purpose, and listed.</summary>
public sealed partial class ReachedOperationsTests
{
    /// <summary>By operation: why no page needs it.</summary>
    internal static readonly Dictionary<string, string> LeftOut = new()
    {
        ["isLive"] = "for those who run the house",
        ["isReady"] = "for those who run the house",
        ["getOperations"] = "for those who run the house",
        ["listRejectedMessages"] = "for those who run the house",
        ["replayRejectedMessage"] = "for those who run the house",
        ["startRebuild"] = "for those who run the house: ./hx rebuild",
        ["getRebuild"] = "for those who run the house: ./hx rebuild",
        ["giveUpRebuild"] = "for those who run the house: ./hx rebuild",
        ["followCalendar"] = "calendars ask for it by the link of the page",
        ["importLines"] = "programs send a list in one step; people see it before they accept",
        ["declineInterventions"] = "people give each request its own reason",
        ["getCommittee"] = "stands in the list",
        ["listCompositions"] = "what held before is a program's question; the page has what holds",
        ["getMeeting"] = "stands in the list",
        ["listMeetingCorrections"] = "what stood before is an auditor's question, by program",
        ["getPostings"] = "for programs that keep a copy",
        ["getNettedPayment"] = "stands in the netting",
        ["proposeReversal"] = "of an opening or adjustment: an adjustment the other way is what people propose",
        ["getStatementCsv"] = "the statement is given as CSV by its own operation, which this one was before",
        ["printReconciliation"] = "as text, for programs; people have the sheet",
        ["getTariffReport"] = "built with each period's reports, which the page lists",
        ["explainTariffFigure"] = "as its report",
        ["getYearlyReport"] = "the page reads the same figures as a sheet",
        ["getYearlyOverview"] = "the page reads the same figures as a sheet",
        ["namePeople"] = "pages name no person: codes and pseudonyms stand in lines",
    };

    /// <summary>What is handed on as a file is asked for by its path.</summary>
    private static readonly string[] Files = ["getJournal", "getEditionFile", "getBuiltReportFile"];

    [Theory]
    [InlineData("interventions")]
    [InlineData("ledger")]
    [InlineData("reporting")]
    [InlineData("identity")]
    public void Each_operation_has_a_page_or_is_left_out_on_purpose(string service)
    {
        var sources = Directory.GetFiles(Path.Combine(Repository.Root, "portal"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();
        var asked = sources.SelectMany(source => Asked().Matches(source)).Select(call => call.Groups[1].Value).ToHashSet();
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi", service + ".json")))!;
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => (string)operation.Value!["operationId"]!).ToList();
        Assert.NotEmpty(operations);
        Assert.All(operations.Except(Files), operation => Assert.True(
            asked.Contains(char.ToUpperInvariant(operation[0]) + operation[1..]) != LeftOut.ContainsKey(operation),
            $"{operation} is neither asked for by a page nor left out, or it is both."));
    }

    [GeneratedRegex(@"\.(\w+)Async\(")]
    private static partial Regex Asked();
}
