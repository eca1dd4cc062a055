using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Reading;
using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Ledger.Years.Printing;

/// <summary>A year's statement (décompte) as people read it: its head, how the year closes, what is to be noted, every line.</summary>
internal static class StatementSheet
{
    /// <param name="statement">Its lines are read while the sheet is written.</param>
    public static Sheet Of(StatementView statement, StatementHead head, StatementWords words) => new(
        $"decompte-{statement.Book}-{statement.Year}", words.Language, words.Say("Title", statement.Year), Lead(statement, head, words),
        [
            new Section(words["Heading.closing"], [.. ClosingTables.Of(statement, head, words)]),
            new Section(words["Heading.notes"], [.. NoteBlocks.Of(statement, head, words)]),
            .. SignatureSections.Of(statement, head, words),
            new Section(words["Heading.lines"], [new TableBlock(LinesTable.Of(statement, head, words))], OnNewPage: true),
        ])
    {
        Above = [string.Join(" · ", head.Parties), words.Say("Above.agreement", head.Reference), State(statement, words)],
        Information = [.. Information(statement, head, words)],
        IsInformationFirst = true,
        RunningHead = words.Say("Running", statement.Book, statement.Year),
    };

    private static string State(StatementView statement, StatementWords words) => statement.State switch
    {
        YearState.Open => words["State.open"],
        "reopened" => words.Say("State.reopened", statement.Edition),
        _ when statement.Number is { } number => words.Say("State.closed", number, statement.Edition),
        _ => words.Say("State.drafted", statement.Edition),
    };

    /// <summary>Of each pair who received more before the year closed, then what is paid and what is carried.</summary>
    private static string Lead(StatementView statement, StatementHead head, StatementWords words)
    {
        if (statement.Figures.Count == 0)
        {
            return words["Lead.nothing"];
        }

        return string.Join(' ',
        [
            .. statement.Figures.GroupBy(one => (one.First, one.Second)).Select(pair => (pair.Key.First, pair.Key.Second, Net: pair.Sum(one => one.BeforeClosing))).Select(pair => pair.Net switch
            {
                0 => words.Say("Lead.even", pair.First, pair.Second),
                > 0 => words.Say("Lead.stands", pair.Second, Spelling.Hours(pair.Net), pair.First),
                _ => words.Say("Lead.stands", pair.First, Spelling.Hours(-pair.Net), pair.Second),
            }),
            // Whose account of the year is debited has given more: the other owes it in the next.
            .. head.Carried.GroupBy(row => row.Debit.Year == statement.Year ? (Debtor: row.Debit.Counterpart, Creditor: row.Debit.Institution) : (Debtor: row.Debit.Institution, Creditor: row.Debit.Counterpart))
                .Select(owed => words.Say("Lead.carry", Spelling.Hours(owed.Sum(row => (long)row.Minutes)), owed.Key.Debtor, owed.Key.Creditor)),
            .. head.Content?.Settlements.GroupBy(owed => (owed.Payer, owed.Payee, owed.Currency)).Select(owed => words.Say(
                "Lead.pay", owed.Key.Payer, words.Spelling.Money(owed.Sum(one => one.Amount), owed.Key.Currency), owed.Key.Payee)) ?? [],
        ]);
    }

    private static IEnumerable<(string Name, string Value)> Information(StatementView statement, StatementHead head, StatementWords words)
    {
        var spelling = words.Spelling;
        yield return (words["Info.agreement"], words.Say(
            "Info.agreement.said", statement.Book, head.Reference,
            head.Amendments.Count == 0 ? words["Info.unamended"] : words.Say("Info.amended", string.Join(", ", head.Amendments.Select(spelling.Day)))));
        yield return (words["Info.year"], words.Say("Info.year.said", spelling.Day(statement.FirstDay), spelling.Day(statement.LastDay)));
        yield return (words["Info.opening"], statement.Figures.Count == 0 ? Spelling.Hours(0) : string.Join(", ", statement.Figures
            .GroupBy(one => (one.First, one.Second)).Select(pair => words.Say("Info.towards", pair.Key.First, pair.Key.Second, Spelling.Hours(pair.Sum(one => one.Opening))))));
        yield return (words["Info.cap"], head.Content is { IsLast: true } ? words["Info.last"]
            : head.CarryCapMinutes is { } cap ? words.Say("Info.cap.said", Spelling.Hours(cap)) : words["Info.noCap"]);
        if (head.Content is { } content)
        {
            yield return (words["Info.toPay"], content.Settlements.Count == 0 ? words["Info.nothingToPay"] : string.Join(words["Info.toPay.and"], content.Settlements
                .GroupBy(owed => (owed.Payer, owed.Payee, owed.Currency)).Select(owed => words.Say(
                    "Info.toPay.said", Spelling.Hours(owed.Sum(one => (long)one.Minutes)), spelling.Money(owed.Sum(one => one.Amount), owed.Key.Currency), owed.Key.Payer, owed.Key.Payee))));
            yield return (words["Info.rateDate"], spelling.Day(content.RateDate));
            // It is signed in French; the same sentence stands here in each language.
            yield return (words["Info.vat"], content.VatNote == StatementContent.Vat ? words["Vat"] : content.VatNote);
        }

        if (head.Signatories.Count > 0)
        {
            yield return (words["Info.signatories"], string.Join(", ", head.Signatories.Select(one => $"{one.Institution} {one.Function}")));
        }

        yield return (words["Info.state"], $"{State(statement, words)}, {words[$"YearState.{statement.State}"]}");
        if (head.Content is { } signed)
        {
            yield return (words["Info.upTo"], Spelling.Count(signed.UpTo));
            yield return (words["Info.hash"], statement.Hash!);
        }

        if (statement.Root is { } root)
        {
            yield return (words["Info.root"], root);
        }
    }
}
