namespace HourExchange.Words.Lists;

/// <summary>How a list of interventions calls its columns and its fixed answers in one language.</summary>
public sealed class ListWords
{
    private readonly Wording _words;

    private ListWords(string language) => (Language, _words) = (language, new Wording("Lists", language));

    public static ListWords French { get; } = new("fr");

    public static ListWords German { get; } = new("de");

    public static ListWords English { get; } = new("en");

    /// <summary>The languages that an import knows.</summary>
    public static IReadOnlyList<ListWords> All { get; } = [French, German, English];

    /// <param name="language">BCP 47: fr-CH reads French. Another language than these reads French, too.</param>
    public static ListWords Of(string language) => All.FirstOrDefault(words => language.StartsWith(words.Language, StringComparison.OrdinalIgnoreCase)) ?? French;

    /// <summary>ISO 639-1.</summary>
    public string Language { get; }

    /// <summary>The name that is written, then others that are read.</summary>
    public IReadOnlyList<string> Names(ListColumn column) => _words[$"Column.{column}"].Split('|');

    public string Answer(bool yes) => Answers(yes)[0];

    /// <summary>The answer that is written, then others that are read: what spreadsheets write for a boolean, and a cross.</summary>
    public IReadOnlyList<string> Answers(bool yes) => _words[yes ? "Answer.yes" : "Answer.no"].Split('|');

    /// <param name="code">exchanged, paid-otherwise or free.</param>
    public string Regime(string code) => _words[$"Regime.{code}"];

    /// <param name="code">A state of docs/states.md.</param>
    public string State(string code) => _words[$"State.{code}"];

    /// <summary>What each code is called, in all languages and by itself.</summary>
    /// <param name="nameOf">In one language.</param>
    public static IReadOnlyDictionary<string, string> CodesByName(IEnumerable<string> codes, Func<ListWords, string, string> nameOf) => codes
        .SelectMany(code => All.Select(words => nameOf(words, code)).Append(code).Distinct(StringComparer.OrdinalIgnoreCase), (code, name) => (code, name))
        .ToDictionary(known => known.name, known => known.code, StringComparer.OrdinalIgnoreCase);

    /// <param name="code">direct or in-concertation.</param>
    public string Sourcing(string code) => _words[$"Sourcing.{code}"];
}
