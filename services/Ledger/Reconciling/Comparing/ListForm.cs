using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Plumbing.Tables;
using HourExchange.Words.Lists;

namespace HourExchange.Ledger.Reconciling.Comparing;

/// <summary>
/// A list to compare with a book: the same headers as an import, and credited minutes where the list has them. Contributors,
/// titles and how somebody was asked are passed over: they are never kept here.
/// </summary>
internal static class ListForm
{
    public const string OfOthers = "institution-of-others";
    public const string OtherAgreement = "agreement-other";

    /// <summary>Of a reference or a code, in characters.</summary>
    private const int TextLimit = 200;

    private const int CreditedMinutesLimit = 100_000;

    private static readonly ListColumn[] Needed =
        [ListColumn.Date, ListColumn.LendingInstitution, ListColumn.ReceivingInstitution, ListColumn.Domain, ListColumn.Nature];

    /// <summary>Lines of one book and one pair of institutions.</summary>
    public static TableForm<ListColumn, ListedLine> Of(string book, string one, string other, AgreementYears agreement) => new(
        ColumnNames.Find, ColumnNames.FrenchName, Missing, cells => Read(cells, book, [one, other], agreement));

    public static bool IsOfAnotherAgreement(RejectedRow row) => row.Code is OfOthers or OtherAgreement;

    private static ListColumn? Missing(IReadOnlyCollection<ListColumn> found) => Needed
        .Concat(found.Contains(ListColumn.CreditedMinutes) ? [] : [ListColumn.Quantity, ListColumn.Unit])
        .Except(found).Cast<ListColumn?>().FirstOrDefault();

    private static ListedLine? Read(RowCells<ListColumn> cells, string book, string[] pair, AgreementYears agreement)
    {
        // Our own lists have every line, and say of each what the book has: of this one, nothing.
        if (cells.Has(ListColumn.State) && cells.Has(ListColumn.CreditedMinutes) && cells[ListColumn.CreditedMinutes].Length == 0)
        {
            return null;
        }

        var date = cells.Parsed(
            ListColumn.Date, text => WrittenValue.Date(text, () => ColumnNames.AreEnglish(cells.Headers)), "date-invalid", "Dates are written dd.MM.yyyy or yyyy-MM-dd.");
        var lender = OneOf(cells, ListColumn.LendingInstitution, pair);
        var receiver = OneOf(cells, ListColumn.ReceivingInstitution, pair);
        cells.NoteIf(lender.Length > 0 && lender == receiver, ListColumn.ReceivingInstitution, "institutions-equal", "Lender and receiver must be two.");
        cells.NoteIf(
            cells[ListColumn.Agreement] is { Length: > 0 } written && written != book, ListColumn.Agreement, OtherAgreement, "The row is of another agreement.");
        var minutes = cells.Has(ListColumn.CreditedMinutes) ? Credited(cells) : Taught(cells, date, agreement);
        foreach (var column in (ReadOnlySpan<ListColumn>)[ListColumn.Reference, ListColumn.Domain, ListColumn.Nature])
        {
            cells.NoteIf(cells[column].Length > TextLimit, column, "text-too-long", $"A reference or a code has at most {TextLimit} characters.");
        }

        // As people write them, by the names that the terms have at the line's date.
        var terms = agreement.TermsAt(date ?? default);
        var line = new ListedLine(
            cells.Row, lender, date ?? default, minutes, LabelledCodes.CodeOf([.. terms.Domains.Union(terms.DomainNames.Keys)], terms.DomainNames, cells.Text(ListColumn.Domain)),
            LabelledCodes.CodeOf([.. terms.NatureNames.Keys], terms.NatureNames, cells.Text(ListColumn.Nature)),
            cells[ListColumn.Reference] is { Length: > 0 } reference ? reference : null,
            Taught: cells.Has(ListColumn.CreditedMinutes) && date is { } day ? AlsoTaught(cells, day, agreement) : null);
        return cells.AllGood ? line : null;
    }

    private static string OneOf(RowCells<ListColumn> cells, ListColumn column, string[] pair)
    {
        var code = cells.Text(column);
        cells.NoteIf(code.Length > 0 && !pair.Contains(code), column, OfOthers, "The institution is none of the two that are compared.");
        return code;
    }

    private static int Credited(RowCells<ListColumn> cells) =>
        cells.Parsed(ListColumn.CreditedMinutes, text => Whole(WrittenValue.Quantity(text), CreditedMinutesLimit), "minutes-invalid", $"Minutes are whole, 1 to {CreditedMinutesLimit}.") ?? 0;

    private static int Taught(RowCells<ListColumn> cells, DateOnly? date, AgreementYears agreement)
    {
        var quantity = cells.Quantity(ListColumn.Quantity);
        var unit = cells.Text(ListColumn.Unit);
        if (quantity is not { } given || date is not { } day || unit.Length == 0)
        {
            return 0;
        }

        if (!agreement.TermsAt(day).Units.TryGetValue(unit, out var minutesOfUnit))
        {
            cells.NoteIf(true, ListColumn.Unit, "unit-unknown", "The agreement's terms have no such unit.");
            return 0;
        }

        // A product of more digits than a decimal has is no length of a line.
        var minutes = Math.Abs(given) > PostingRules.LineMinutesLimit ? null : Whole(given * minutesOfUnit, PostingRules.LineMinutesLimit);
        cells.NoteIf(minutes is null, ListColumn.Quantity, "minutes-invalid", $"Quantity × unit must be whole minutes, 1 to {PostingRules.LineMinutesLimit}.");
        return minutes ?? 0;
    }

    /// <summary>Quantity and unit beside credited minutes need not be there; what they do not say for certain they do not say.</summary>
    private static int? AlsoTaught(RowCells<ListColumn> cells, DateOnly day, AgreementYears agreement) =>
        cells.Has(ListColumn.Quantity) && cells.Has(ListColumn.Unit) && agreement.TermsAt(day).Units.TryGetValue(cells.Text(ListColumn.Unit), out var minutesOfUnit)
            && WrittenValue.Quantity(cells[ListColumn.Quantity]) is { } quantity && Math.Abs(quantity) <= PostingRules.LineMinutesLimit
            ? Whole(quantity * minutesOfUnit, PostingRules.LineMinutesLimit) : null;

    private static int? Whole(decimal? number, int most) => number is { } given && given >= 1 && given <= most && decimal.IsInteger(given) ? (int)given : null;
}
