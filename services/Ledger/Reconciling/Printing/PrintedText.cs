using System.Globalization;
using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Ledger.Reconciling.Reading;

namespace HourExchange.Ledger.Reconciling.Printing;

/// <summary>The words and columns of a printed comparison.</summary>
internal static class PrintedText
{
    private static readonly Dictionary<string, string> Sections = new()
    {
        [ListFindings.Different] = "À CORRIGER",
        [ListFindings.MissingHere] = "ABSENT ICI : dans la liste, pas dans le livre",
        [ListFindings.MissingThere] = "ABSENT LÀ-BAS : dans le livre, pas dans la liste",
        [ListFindings.Matched] = "CONCORDANT",
    };

    private static readonly Dictionary<string, string> OutcomeWords = new()
    {
        [ReconciliationRules.BookStands] = "le livre fait foi",
        [ReconciliationRules.ListStands] = "la liste fait foi",
        [ReconciliationRules.LineToCorrect] = "ligne à corriger",
        [ReconciliationRules.NoAction] = "sans suite",
    };

    public static string Header { get; } = Columns("pos.", "date", "donne", "référence", "domaine", "nature", "livre", "liste", "écart", "remarque");

    public static string Rule { get; } = new('-', Header.Length);

    public static string Section(string finding) => Sections[finding];

    public static string Outcome(string outcome) => OutcomeWords[outcome];

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
        var remarks = new List<string>();
        void Note(bool holds, string remark)
        {
            if (holds)
            {
                remarks.Add(remark);
            }
        }

        Note(item.Posting is not null, $"écriture {item.Posting}");
        Note(item.ListRow is not null, $"rang {item.ListRow}");
        Note(item.DaysApart != 0, string.Create(CultureInfo.InvariantCulture, $"date {item.DaysApart:+0;-0} j"));
        Note(item.DomainDiffers, $"domaine {item.Domain} → {item.ListDomain}");
        Note(item.NatureDiffers, $"nature {item.Nature} → {item.ListNature}");
        Note(item.FoundBy == ComparedLine.ByDateAndMinutes, $"trouvé par date et durée, réf. du livre {item.LendingReference ?? item.ReceivingReference ?? "sans"}");
        Note(item.Year is not null && item.Year != year, $"passée en {item.Year}");
        return string.Join(" ; ", remarks);
    }

    private static string Fit(string text, int width) =>
        Plain(text.Length > width ? text[..(width - 1)] + "…" : text.PadRight(width));
}
