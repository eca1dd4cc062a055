using HourExchange.Plumbing.Sheets;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Words;
using HourExchange.Words.Reading;

namespace HourExchange.Reporting.Reports;

/// <summary>A report's words in one language: its own, and those that the agreement gives to its codes.</summary>
/// <param name="terms">As they hold on the report's last day.</param>
internal sealed class ReportWords(string language, AgreementTerms terms)
{
    private readonly Wording _words = Wording.Of("Reports", language);

    public string Language => Spelling.Language;

    public Spelling Spelling { get; } = Spelling.Of(language);

    public string this[string code] => _words[code];

    public string Say(string code, params object?[] values) => _words.Format(code, values);

    public string Nature(string code) => terms.NatureName(code, Language);

    public string Domain(string? code) => code is null ? "–" : terms.DomainName(code, Language);

    /// <summary>The agreement's own order.</summary>
    public int PlaceOf(string? domain) => domain is null ? -1 : terms.PlaceOf(domain);

    public string PlacementKind(string code) => terms.PlacementKindName(code, Language);

    public string Rubric(string code, IReadOnlyDictionary<string, string> labels) =>
        labels.GetValueOrDefault(Language[..2]) ?? (code == ReportRubric.Conclusion ? this["Rubric.conclusion"] : code);

    public Column Text(string code) => new(code, this[$"Column.{code}"]);

    public Column Minutes(string code) => new(code, this[$"Column.{code}"], CellKind.Minutes, Summed: true);

    public Column Count(string code) => new(code, this[$"Column.{code}"], CellKind.Count, Summed: true);

    public Column Day(string code) => new(code, this[$"Column.{code}"], CellKind.Day);

    /// <param name="name">What stands for <c>{0}</c>, for instance an institution; part of the code too, since a table may have several.</param>
    public Column MinutesOf(string code, string name) => new($"{code}-{name}", Say($"Column.{code}", name), CellKind.Minutes, Summed: true);

    public Table Table(string code, string title, IReadOnlyList<Column> columns, IEnumerable<Row> lines, bool isSummed = true) =>
        Plumbing.Sheets.Table.Of(code, title, columns, lines) with { TotalName = isSummed ? this["Total"] : null, Nothing = this["NoRows"] };
}
