using System.Globalization;
using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Ledger.Reconciling.Reading;
using HourExchange.Words;

namespace HourExchange.Ledger.Reconciling.Printing;

/// <summary>The columns and remarks of a printed comparison.</summary>
internal static class PrintedText
{
    private static readonly Wording Words = Wording.Reconciliation;

    public static string Header { get; } = Columns(
        Words["Column.position"], Words["Column.date"], Words["Column.lender"], Words["Column.reference"], Words["Column.domain"], Words["Column.nature"],
        Words["Column.book"], Words["Column.list"], Words["Column.apart"], Words["Column.remark"]);

    public static string Rule { get; } = new('-', Header.Length);

    public static string Columns(
        string position, string date, string lender, string reference, string domain, string nature, string book, string list, string apart, string remark) =>
        $"{position,6}  {Fit(date, 10)}  {Fit(lender, 12)}  {Fit(reference, 24)}  {Fit(domain, 20)}  {Fit(nature, 16)}  {book,9}  {list,9}  {apart,9}  {Plain(remark)}"
            .TrimEnd();

    public static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>1:05; -0:30 is half an hour less.</summary>
    public static string Hours(long minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? "-" : "")}{Math.Abs(minutes) / 60}:{Math.Abs(minutes) % 60:00}");

    public static string Apart(long minutes) => minutes > 0 ? "+" + Hours(minutes) : Hours(minutes);

    /// <summary>What people write may hold line ends; a printed line is one.</summary>
    public static string Plain(string text) => new([.. text.Select(character => char.IsControl(character) ? ' ' : character)]);

    /// <param name="year">The year that was compared.</param>
    public static string Remark(StoredItem item, string year)
    {
        var bookReference = item.LendingReference ?? item.ReceivingReference;
        return string.Join(" ; ", new[]
        {
            item.Posting is { } posting ? Words.Format("Remark.posting", posting) : null,
            item.ListRow is { } row ? Words.Format("Remark.row", row) : null,
            item.DaysApart != 0 ? Words.Format("Remark.days", item.DaysApart) : null,
            item.DomainDiffers ? Words.Format("Remark.domain", item.Domain, item.ListDomain) : null,
            item.NatureDiffers ? Words.Format("Remark.nature", item.Nature, item.ListNature) : null,
            item is { TaughtDiffers: true, TaughtMinutes: { } lasted, ListTaughtMinutes: { } said } ? Words.Format("Remark.taught", Hours(lasted), Hours(said)) : null,
            item.FoundBy != ComparedLine.ByDateAndMinutes ? null
                : bookReference is null ? Words["Remark.found-without"] : Words.Format("Remark.found", bookReference),
            item.Year is { } posted && posted != year ? Words.Format("Remark.year", posted) : null,
        }.OfType<string>());
    }

    private static string Fit(string text, int width) =>
        Plain(text.Length > width ? text[..(width - 1)] + "…" : text.PadRight(width));
}
