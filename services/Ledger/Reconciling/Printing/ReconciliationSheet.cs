using System.Globalization;
using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Ledger.Reconciling.Reading;
using HourExchange.Ledger.Years.Printing;
using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Ledger.Reconciling.Printing;

/// <summary>A comparison as people read it: both directions side by side, then line by line what each has. Differences are the list's less the book's.</summary>
internal static class ReconciliationSheet
{
    /// <param name="sums">What the items of each lender come to.</param>
    /// <param name="agreed">About how many differences both have said the same last.</param>
    /// <param name="items">Reads all of them, in the order of their findings; each table reads its own.</param>
    /// <param name="outcomes">By position of the item.</param>
    /// <param name="reference">The agreement's deciding one.</param>
    public static Sheet Of(
        ReconciliationView reconciliation, IReadOnlyList<LenderSum> sums, int agreed, Func<IAsyncEnumerable<StoredItem>> items, ILookup<int, OutcomeView> outcomes,
        string reference, StatementWords words)
    {
        var differences = reconciliation.Different + reconciliation.MissingHere + reconciliation.MissingThere;
        return new Sheet(
            $"rapprochement-{reconciliation.Book}-{reconciliation.Year}", words.Language, words.Say("Compare.title", reconciliation.Year),
            words.Say(differences == agreed ? "Compare.lead.agreed" : "Compare.lead.open", Spelling.Count(reconciliation.Matched), Spelling.Count(differences), Spelling.Count(differences - agreed)),
            [
                new Section(words["Compare.heading.result"], [new TableBlock(Directions(reconciliation, sums, words)), .. Balance(reconciliation, sums, words)]),
                new Section(words["Heading.signatures"],
                [
                    differences == agreed && reconciliation.WithdrawnAt is null
                        ? new Signatures([.. Sides(reconciliation).Select(party => ($"{party}, {words["Sign.finance"]}", words["Sign.below"]))])
                        : new Paragraph(words.Say("Compare.sign.open", Spelling.Count(differences - agreed))),
                ]),
                // Also of who gave nothing: its table is asked for by name.
                .. Sides(reconciliation).Union(sums.Select(sum => sum.Lender)).Order(StringComparer.Ordinal).Select((lender, index) => new Section(
                    words.Say("Compare.heading.given", lender), [new TableBlock(Lines(lender, reconciliation, items, outcomes, words))], OnNewPage: index == 0)),
            ])
        {
            Above = [string.Join(" · ", Sides(reconciliation)), words.Say("Above.agreement", reference), words.Moment(reconciliation.ComparedAt)],
            Information =
            [
                (words["Compare.info.list"], words.Say("Compare.info.sent", reconciliation.Institution, words.Moment(reconciliation.ComparedAt))),
                (words["Compare.info.file"], reconciliation.FileHash),
                (words["Compare.info.book"], words.Say("Compare.info.upTo", Spelling.Count(reconciliation.BookNumber))),
                (words["Compare.info.basis"], words[$"Compare.basis.{reconciliation.Basis}"]),
                (words["Compare.info.agreed"], words.Say("Compare.info.agreed.said", Spelling.Count(agreed), Spelling.Count(differences))),
                .. reconciliation.WithdrawnAt is { } withdrawn ? new[] { (words["Compare.info.withdrawn"], words.Moment(withdrawn)) } : [],
            ],
            IsInformationFirst = true,
            RunningHead = words.Say("Compare.running", reconciliation.Book, reconciliation.Year),
        };
    }

    private static string[] Sides(ReconciliationView reconciliation) => [reconciliation.Institution, reconciliation.Counterpart];

    /// <summary>Of both directions no total: it would add what is owed to what is due.</summary>
    private static Table Directions(ReconciliationView reconciliation, IReadOnlyList<LenderSum> sums, StatementWords words) => Table.Of(
        "directions", words["Compare.table.directions"],
        [
            words.Text("direction", "Compare.direction"), words.Number("bookLines", "Compare.bookLines"),
            new Column("listLines", words.Say("Column.Compare.listLines", reconciliation.Institution), CellKind.Count),
            words.Minutes("book", "Compare.book") with { Summed = false },
            new Column("list", words.Say("Column.Compare.listOf", reconciliation.Institution), CellKind.Minutes), words.Minutes("apart", "Compare.apart") with { Summed = false },
        ],
        sums.Select(sum => new Row([words.Say("Compare.gives", sum.Lender), sum.BookLines, sum.ListLines, sum.BookMinutes, sum.ListMinutes, sum.ListMinutes - sum.BookMinutes]))) with
    { Subtitle = words[$"Compare.basis.{reconciliation.Basis}"], Nothing = words["NoLines"] };

    private static IEnumerable<Block> Balance(ReconciliationView reconciliation, IReadOnlyList<LenderSum> sums, StatementWords words)
    {
        long Net(Func<LenderSum, long> of) => sums.Sum(sum => sum.Lender == reconciliation.Institution ? of(sum) : -of(sum));
        var (book, list) = (Net(sum => sum.BookMinutes), Net(sum => sum.ListMinutes));
        // Hours before the coefficient are no balance of the book, which keeps credited ones.
        var basis = reconciliation.Basis == "taught" ? ".taught" : "";
        return sums.Count == 0 ? [] : [new Paragraph(
            words.Say("Compare.balance" + basis, Spelling.Hours(book), Spelling.Hours(list), Spelling.SignedHours(list - book)), words.Say("Compare.balanceOf" + basis, reconciliation.Institution))];
    }

    private static Table Lines(
        string lender, ReconciliationView reconciliation, Func<IAsyncEnumerable<StoredItem>> items, ILookup<int, OutcomeView> outcomes, StatementWords words) => new(
        $"lines-{lender}", words.Say("Compare.table.lines", lender),
        [
            words.Text("reference", "Compare.reference"), words.Day("lineDate"), words.Text("domain"), words.Text("nature"), words.Minutes("book", "Compare.book"),
            new Column("list", words.Say("Column.Compare.listOf", reconciliation.Institution), CellKind.Minutes, Summed: true), words.Minutes("apart", "Compare.apart"),
            words.Text("remark"), words.Text("outcome", "Compare.outcome"),
        ],
        items().Where(item => LenderOf(item) == lender).Select(item => LineOf(item, item.ToView(outcomes[item.Position]), reconciliation, words)))
        {
            Subtitle = words["Compare.subtitle"],
            SubtotalName = words["Subtotal"],
            TotalName = words["Total"],
            Nothing = words["NoLines"],
        };

    private static string LenderOf(StoredItem item) => item.Lender ?? item.ListLender!;

    private static Row LineOf(StoredItem item, ItemView view, ReconciliationView reconciliation, StatementWords words) => new(
        [
            item.ListReference ?? item.LendingReference ?? item.ReceivingReference, item.Date ?? item.ListDate, words.Domain(item.Domain ?? item.ListDomain!),
            words.Nature(item.Nature ?? item.ListNature!), item.Minutes is { } book ? (long)book : Cell.Empty, item.ListMinutes is { } list ? (long)list : Cell.Empty,
            (long)(item.ListMinutes ?? 0) - (item.Minutes ?? 0), Remark(item, reconciliation.Year, words), Outcome(view, words),
        ],
        words.Say($"Compare.found.{item.Finding}", reconciliation.Institution));

    private static string Remark(StoredItem item, string year, StatementWords words) => string.Join(", ", new[]
    {
        item.Posting is { } posting ? words.Say("Compare.remark.posting", Spelling.Count(posting)) : null,
        item.ListRow is { } row ? words.Say("Compare.remark.row", Spelling.Count(row)) : null,
        item.DaysApart != 0 ? words.Say("Compare.remark.days", item.DaysApart.ToString("+0;\u22120", CultureInfo.InvariantCulture)) : null,
        item.DomainDiffers ? words.Say("Compare.remark.other", words.Domain(item.ListDomain!)) : null,
        item.NatureDiffers ? words.Say("Compare.remark.other", words.Nature(item.ListNature!)) : null,
        item is { TaughtDiffers: true, TaughtMinutes: { } lasted, ListTaughtMinutes: { } said } ? words.Say("Compare.remark.taught", Spelling.Hours(lasted), Spelling.Hours(said)) : null,
        item.FoundBy == ComparedLine.ByDateAndMinutes ? words["Compare.remark.found"] : null,
        item.Year is { } posted && posted != year ? words.Say("Compare.remark.year", posted) : null,
    }.OfType<string>());

    /// <summary>What stands of what was said; of what is matched nothing is.</summary>
    private static string? Outcome(ItemView item, StatementWords words)
    {
        if (item.Finding == ListFindings.Matched)
        {
            return null;
        }

        if (item.Agreed is { } agreed)
        {
            return words.Say("Compare.outcome.agreed", words[$"Compare.outcome.{agreed}"]);
        }

        var said = item.Outcomes.Where(outcome => outcome.Stands).Select(outcome => words.Say("Compare.outcome.said", outcome.Institution, words[$"Compare.outcome.{outcome.Outcome}"])).ToList();
        return said.Count == 0 ? words["Compare.outcome.none"] : string.Join(", ", said);
    }
}
