using System.Globalization;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing.Sheets;
using HourExchange.Plumbing.Years;
using HourExchange.Words;
using HourExchange.Words.Reading;

namespace HourExchange.Ledger.Years.Printing;

/// <summary>A statement's words in one language: its own, and those that the agreement gives to its codes.</summary>
/// <param name="terms">As they hold on the year's last day.</param>
/// <param name="clock">Of the institutions' own time zone, in which moments are read.</param>
internal sealed class StatementWords(string language, YearTerms terms, TimeProvider clock)
{
    private readonly Wording _words = Wording.Of("Statement", language);

    public string Language => Spelling.Language;

    public Spelling Spelling { get; } = Spelling.Of(language);

    public string this[string code] => _words[code];

    public string Say(string code, params object?[] values) => _words.Format(code, values);

    public string Nature(string code) => Name(terms.NatureNames, code);

    public string Domain(string code) => Name(terms.DomainNames, code);

    public string Domains(IEnumerable<string> codes) => string.Join(" + ", codes.Select(Domain));

    public string DayOf(DateTimeOffset moment) => Spelling.Day(clock.DayOf(moment));

    /// <summary>Day and time.</summary>
    public string Moment(DateTimeOffset moment) =>
        Say("Moment", DayOf(moment), TimeZoneInfo.ConvertTime(moment, clock.LocalTimeZone).ToString("HH:mm", CultureInfo.InvariantCulture));

    /// <param name="code">Of the column; its name is under the same code, unless <paramref name="name"/> says another.</param>
    public Column Text(string code, string? name = null) => new(code, Name(code, name));

    public Column Minutes(string code, string? name = null) => new(code, Name(code, name), CellKind.Minutes, Summed: true);

    /// <summary>Numbers of postings and the like, which nobody adds.</summary>
    public Column Number(string code, string? name = null) => new(code, Name(code, name), CellKind.Count);

    public Column Day(string code) => new(code, Name(code, null), CellKind.Day);

    private string Name(string code, string? name) => this[$"Column.{name ?? char.ToUpperInvariant(code[0]) + code[1..]}"];

    /// <summary>Without a label in that language the code is shown.</summary>
    private string Name(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> names, string code) =>
        names.GetValueOrDefault(code)?.GetValueOrDefault(Language[..2]) ?? code;
}
