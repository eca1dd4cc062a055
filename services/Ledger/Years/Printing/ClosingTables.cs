using System.Globalization;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Settlements.Reading;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Reading;
using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Ledger.Years.Printing;

/// <summary>From what a year opened with to what it hands on and what is paid for, by pair and domain.</summary>
internal static class ClosingTables
{
    public static IEnumerable<Block> Of(StatementView statement, StatementHead head, StatementWords words)
    {
        yield return new TableBlock(Figures(statement, head, words));
        if (head.Content is not { } content)
        {
            yield break;
        }

        if (content is { CarryCapMinutes: { } cap, IsLast: false } && head.Carried.Any())
        {
            yield return new TableBlock(Cap(content, cap, [.. head.Carried], words));
        }

        if (content.Settlements.Count > 0)
        {
            yield return new TableBlock(Settlements(content, statement.Settlements, words));
        }

        if (statement.Root is null && content.Rows.Count > 0)
        {
            yield return new TableBlock(Planned(content, words));
        }
    }

    private static Table Figures(StatementView statement, StatementHead head, StatementWords words)
    {
        // While it is a draft the figures are those that the closing leads to: what else the sheet says of it speaks of nothing else.
        var planned = statement.Root is null && head.Content is { } content ? content.Rows : [];
        var pairs = statement.Figures.Select(one => (one.First, one.Second)).Distinct().ToList();
        var isPair = pairs.Count == 1;
        return Table.Of("figures", isPair ? words.Say("Table.figures.pair", pairs[0].First, pairs[0].Second) : words["Table.figures"],
            [
                words.Text("domain"), words.Minutes("opening"), words.Minutes("given"), words.Minutes("received"), words.Minutes("late"), words.Minutes("adjusted"),
                words.Minutes("beforeClosing"), words.Minutes("compensated"), words.Minutes("settled"), words.Minutes("carried"), words.Minutes("balance", "Remaining"),
            ],
            statement.Figures.Select(one => Closed(one, statement.Year, planned)).Select(one => new Row(
                [words.Domain(one.Domain), one.Opening, one.Given, one.Received, one.Late, one.Adjusted, one.BeforeClosing, one.Compensated, one.Settled, one.Carried, one.Balance],
                isPair ? null : words.Say("Pair", one.First, one.Second)))) with
        {
            Subtitle = planned.Count == 0 ? null : words["Table.figures.planned"],
            SubtotalName = words["Subtotal"],
            // Seen from several sides a total would add what is owed to what is due.
            TotalName = isPair ? words["Total"] : null,
            Nothing = words["NoLines"],
        };
    }

    /// <summary>As if the rows were posted.</summary>
    private static FiguresView Closed(FiguresView one, string year, IReadOnlyList<ClosingRow> rows)
    {
        var its = new Account(one.First, one.Second, one.Domain, year);
        long Moved(string kind) => rows.Where(row => row.Kind == kind).Sum(row => (row.Credit == its ? (long)row.Minutes : 0) - (row.Debit == its ? row.Minutes : 0));
        var (compensated, settled, carried) = (Moved(Kinds.Compensation), Moved(Kinds.Settlement), Moved(Kinds.CarryForward));
        return one with
        {
            Compensated = one.Compensated + compensated,
            Settled = one.Settled + settled,
            Carried = one.Carried + carried,
            Balance = one.Balance + compensated + settled + carried,
        };
    }

    private static Table Cap(StatementContent content, int cap, IReadOnlyList<ClosingRow> carried, StatementWords words) => Table.Of("cap", words["Table.cap"],
        [words.Text("pair"), words.Text("compensationGroup", "Group"), words.Minutes("cap") with { Summed = false }, words.Text("used"), words.Minutes("left") with { Summed = false }],
        carried.GroupBy(row => (row.Debit.Institution, row.Debit.Counterpart, Group: GroupOf(content, row.Debit.Domain))).Select(used => new Row(
            [
                words.Say("Pair", used.Key.Institution, used.Key.Counterpart), words.Domains(used.Key.Group.Split('\n')), (long)cap,
                string.Join(", ", used.Select(row => $"{words.Domain(row.Debit.Domain)} {Spelling.Hours(row.Minutes)}")), cap - used.Sum(row => (long)row.Minutes),
            ])));

    /// <summary>As one text, so that rows of the same group are found by it.</summary>
    private static string GroupOf(StatementContent content, string domain) =>
        string.Join('\n', content.CompensationGroups.FirstOrDefault(group => group.Contains(domain)) ?? [domain]);

    private static Table Settlements(StatementContent content, IReadOnlyList<SettlementView> known, StatementWords words) => Table.Of("settlements", words["Table.settlements"],
        [
            words.Text("payer"), words.Text("payee"), words.Text("domain"), words.Minutes("minutes", "Hours"), words.Text("calculation"), words.Day("rateDate"),
            new Column("amount", words["Column.Amount"], CellKind.Money, Summed: true, content.Currency), words.Text("state"),
        ],
        content.Settlements.Select(owed => new Row(
            [
                owed.Payer, owed.Payee, words.Domains(owed.Domains), (long)owed.Minutes, Calculation(owed, words), content.RateDate, owed.Amount,
                StateOf(owed, known.Where(one => one.Edition == content.Edition), words),
            ]))) with
    {
        TotalName = content.Settlements.Select(owed => (owed.Payer, owed.Payee)).Distinct().Count() == 1 ? words["Total"] : null,
    };

    private static string Calculation(SettlementLine owed, StatementWords words)
    {
        var parts = owed.Rates.GroupBy(rate => rate.Tariff)
            .Select(rates => string.Create(CultureInfo.InvariantCulture, $"{rates.Sum(rate => rate.Minutes)} min × {words.Spelling.Amount(rates.Key)}")).ToList();
        return parts.Count == 1 ? $"{parts[0]} ÷ 60" : $"({string.Join(" + ", parts)}) ÷ 60";
    }

    /// <summary>Nothing where it is between others: each end sees its own.</summary>
    private static string? StateOf(SettlementLine owed, IEnumerable<SettlementView> known, StatementWords words) =>
        known.FirstOrDefault(one => one.Payer == owed.Payer && one.Payee == owed.Payee && one.Domains.SequenceEqual(owed.Domains)) switch
        {
            null => null,
            { PaidOn: { } day } => words.Say("Settlement.paidOn", words.Spelling.Day(day)),
            { State: var state } => words[$"Settlement.{state}"],
        };

    /// <summary>What the closing will post, as it is signed; once it is posted it stands among the lines.</summary>
    private static Table Planned(StatementContent content, StatementWords words) => Table.Of("planned", words["Table.planned"],
        [
            words.Number("position", "No"), words.Text("postingKind", "Kind"), words.Text("domain"), words.Day("valueDate"), words.Text("debit"), words.Text("credit"),
            words.Minutes("minutes", "Hours") with { Summed = false },
        ],
        content.Rows.Select(row => new Row(
            [row.Position, words[$"Kind.{row.Kind}"], words.Domain(row.Debit.Domain), row.ValueDate, Name(row.Debit), Name(row.Credit), (long)row.Minutes])));

    private static string Name(Account account) => $"{account.Institution} {account.Year}";
}
