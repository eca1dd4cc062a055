using HourExchange.Interventions.Lines.Domain;
using HourExchange.Words.Lists;

namespace HourExchange.Interventions.Lines.Exporting;

/// <summary>A list that leaves, in the words of one language: those of an import, and what the book has of each line.</summary>
internal sealed class ListLanguage(ListWords words)
{
    public static readonly ListLanguage French = new(ListWords.French);

    public static readonly ListLanguage English = new(ListWords.English);

    private readonly string _yes = words.Answer(true), _no = words.Answer(false), _direct = words.Sourcing("direct"), _inConcertation = words.Sourcing("in-concertation");

    public string Name => words.Language;

    public IReadOnlyList<string> Headers { get; } =
        [.. Enum.GetValues<ListColumn>().TakeWhile(column => column <= ListColumn.State).Select(column => words.Names(column)[0])];

    public static ListLanguage? Find(string name) => new[] { French, English }.FirstOrDefault(language => language.Name == name);

    /// <summary>In the order of the headers: a text, a day, a number, or null where nothing stands.</summary>
    public IEnumerable<object?> Cells(ListedLine line) =>
    [
        line.Reference,
        line.Date,
        line.LendingInstitution,
        line.ReceivingInstitution,
        line.Contributor,
        line.Domain,
        line.Nature,
        line.Title,
        line.Quantity,
        line.Unit,
        line.Sourcing switch { null => null, "direct" => _direct, _ => _inConcertation },
        line.EmployerInformed switch { null => null, true => _yes, false => _no },
        line.Place,
        (decimal?)line.CreditedMinutes,
        line.Regime is null ? null : words.Regime(line.Regime),
        line.State is null ? null : words.State(line.State),
    ];
}
