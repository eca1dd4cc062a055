using System.Globalization;
using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Ledger.Reconciling.Reading;
using HourExchange.Words;

namespace HourExchange.Ledger.Reconciling.Printing;

/// <summary>
/// Writes a comparison as text in fixed columns, section by section, each item as it comes. A section's totals are the sums
/// of its printed lines, the totals at the end those of the sections; book plus difference is the list.
/// </summary>
/// <param name="outcomes">By position of the item.</param>
internal sealed class PrintedReconciliation(TextWriter writer, ReconciliationView reconciliation, ILookup<int, OutcomeView> outcomes)
{
    private static readonly Wording Words = Wording.Reconciliation;

    // As wide as a position and the space after it.
    private static readonly string Indent = new(' ', 8);

    private readonly Dictionary<string, (long Book, long List)> _all = [];
    private Dictionary<string, (long Book, long List)> _section = [];
    private int _sections;

    public async Task WriteHead(int agreed)
    {
        var differences = reconciliation.Different + reconciliation.MissingHere + reconciliation.MissingThere;
        await writer.WriteLineAsync(
            Words.Format("Head.title", reconciliation.Book, reconciliation.Year, reconciliation.Institution, reconciliation.Counterpart));
        await writer.WriteLineAsync();
        await writer.WriteLineAsync(Words.Format("Head.sent", reconciliation.Institution, reconciliation.Subject, reconciliation.ComparedAt.UtcDateTime));
        await writer.WriteLineAsync(Words.Format("Head.hash", reconciliation.FileHash));
        await writer.WriteLineAsync(Words.Format("Head.book", reconciliation.BookNumber, Words[$"Basis.{reconciliation.Basis}"]));
        await writer.WriteLineAsync(Words.Format(
            "Head.counts", reconciliation.Matched, reconciliation.Different, reconciliation.MissingHere, reconciliation.MissingThere));
        await writer.WriteLineAsync(Words.Format("Head.agreed", agreed, differences));
    }

    public async Task Write(StoredItem item)
    {
        await OpenUpTo(item.Finding);
        var (book, list) = (item.Minutes ?? 0, item.ListMinutes ?? 0);
        var lender = item.Lender ?? item.ListLender!;
        Add(_section, lender, book, list);
        Add(_all, lender, book, list);
        await writer.WriteLineAsync(PrintedText.Columns(
            item.Position.ToString(CultureInfo.InvariantCulture), PrintedText.Day(item.Date ?? item.ListDate!.Value), lender,
            item.ListReference ?? item.LendingReference ?? item.ReceivingReference ?? "", item.Domain ?? item.ListDomain!, item.Nature ?? item.ListNature!,
            item.Minutes is null ? "" : PrintedText.Hours(book), item.ListMinutes is null ? "" : PrintedText.Hours(list), PrintedText.Apart(list - book),
            PrintedText.Remark(item, reconciliation.Year)));
        await WriteOutcomes(item.ToView(outcomes[item.Position]));
    }

    public async Task WriteEnd()
    {
        await OpenUpTo(null);
        await writer.WriteLineAsync();
        await writer.WriteLineAsync(Words["Totals"]);
        await writer.WriteLineAsync(PrintedText.Rule);
        await WriteTotals(_all);
    }

    private async Task WriteOutcomes(ItemView item)
    {
        foreach (var outcome in item.Outcomes.Where(outcome => outcome.Stands))
        {
            var said = Words[$"Outcome.{outcome.Outcome}"];
            said = outcome.Note is { } note ? Words.Format("Outcome.note", said, PrintedText.Plain(note)) : said;
            await writer.WriteLineAsync(Indent + Words.Format("Outcome.said", outcome.Institution, outcome.At.UtcDateTime, said));
        }

        if (item.Agreed is { } agreed)
        {
            await writer.WriteLineAsync(Indent + Words.Format("Outcome.agreed", Words[$"Outcome.{agreed}"]));
        }
    }

    /// <summary>Items come section by section: closes the open one and prints those before the next item's, which are empty.</summary>
    /// <param name="finding">Null: all sections that are left.</param>
    private async Task OpenUpTo(string? finding)
    {
        while (_sections < ListFindings.InOrder.Count && (_sections == 0 || ListFindings.InOrder[_sections - 1] != finding))
        {
            await CloseSection();
            await writer.WriteLineAsync();
            await writer.WriteLineAsync(Words[$"Section.{ListFindings.InOrder[_sections]}"]);
            await writer.WriteLineAsync(PrintedText.Header);
            await writer.WriteLineAsync(PrintedText.Rule);
            _sections++;
        }

        if (finding is null)
        {
            await CloseSection();
        }
    }

    private async Task CloseSection()
    {
        if (_sections > 0)
        {
            await writer.WriteLineAsync(_section.Count == 0 ? Indent + Words["Section.empty"] : PrintedText.Rule);
            await WriteTotals(_section);
        }

        _section = [];
    }

    private async Task WriteTotals(Dictionary<string, (long Book, long List)> totals)
    {
        foreach (var (lender, (book, list)) in totals.OrderBy(total => total.Key, StringComparer.Ordinal))
        {
            await writer.WriteLineAsync(PrintedText.Columns(
                "", Words["Total"], lender, "", "", "", PrintedText.Hours(book), PrintedText.Hours(list), PrintedText.Apart(list - book), ""));
        }
    }

    private static void Add(Dictionary<string, (long Book, long List)> totals, string lender, int book, int list)
    {
        var (before, listed) = totals.GetValueOrDefault(lender);
        totals[lender] = (before + book, listed + list);
    }
}
