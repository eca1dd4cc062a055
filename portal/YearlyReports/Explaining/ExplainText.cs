using HourExchange.Client.Reporting;
using HourExchange.Words;
using HourExchange.Words.Reading;

namespace HourExchange.Portal.YearlyReports.Explaining;

/// <summary>What is said of a figure and of what is behind it, alike on its page and in its file.</summary>
public sealed class ExplainText(Wording words, Spelling spelling, ExplainModel model)
{
    public string Value => model.Figure is { } figure ? figure.Unit == "lines" ? Spelling.Count(figure.Lines) : Spelling.Hours(figure.Minutes)
        : model.Lines!.Unit == "lines" ? Spelling.Count(model.Lines.Count) : Spelling.Hours(model.Lines.Minutes);

    public string Rule => model.Figure?.Rule ?? model.Lines!.Rule;

    /// <summary>How many rows are behind it, on whatever page.</summary>
    public long Count => model.Figure?.Count ?? model.Lines!.Count;

    /// <summary>Of what the figure is: who, to whom, of what, when.</summary>
    public string Subject => string.Join(", ",
    [
        words.Find($"Yearly.figure.{Cell}") ?? Cell ?? "",
        .. new[]
        {
            (model.Asked.Institution, model.Asked.Counterpart) switch { ({ } one, { } other) => words.Format("Yearly.explain.pair", one, other), ({ } one, null) => one, _ => null },
            model.Asked.Nature is { } nature ? model.Labels.Nature(model.Scope.Agreement, nature) : null,
            model.Asked.Domain is { } domain ? model.Labels.Domain(model.Scope.Agreement, domain) : null,
            model.Asked.Day is { } day ? words.Format("Yearly.explain.until", spelling.Day(day)) : null,
            When,
        }.OfType<string>(),
    ]);

    private string? Cell => model.Asked.Column ?? model.Asked.Figure;

    /// <summary>What stands at a moment is no figure of a period: postings of long before are behind it.</summary>
    private string When => (Cell, model.Scope) switch
    {
        ("opening", { From: { } from }) => words.Format("Yearly.explain.before", spelling.Day(from)),
        ("closing", { To: { } to }) => words.Format("Yearly.explain.until", spelling.Day(to)),
        (_, { From: { } from, To: { } to }) => words.Format("Yearly.built.days", spelling.Day(from), spelling.Day(to)),
        ("opening", _) => words.Format("Yearly.explain.broughtInto", Year),
        ("closing", _) => words.Format("Yearly.explain.endOf", Year),
        _ => Year,
    };

    private string Year => model.Asked.Year ?? model.Scope.Year ?? "";

    public string What(ExplainedPosting posting) => posting.Nature is null ? model.Labels.Domain(model.Scope.Agreement, posting.Domain)
        : string.Join(", ", new[] { model.Labels.Nature(model.Scope.Agreement, posting.Nature), model.Labels.Domain(model.Scope.Agreement, posting.Domain), posting.Contributor }.OfType<string>());

    public string How(ExplainedPosting posting) => posting is { TaughtMinutes: { } taught, Coefficient: { } coefficient }
        ? words.Format("Yearly.explain.credited", Spelling.Hours(taught), coefficient, Spelling.Hours(posting.CreditedMinutes)) : "–";

    public string KindOf(ExplainedPosting posting) => (words.Find($"Yearly.kind.{posting.Kind}") ?? posting.Kind)
        + (posting.Reverses is { } reversed ? $" {words.Format("Yearly.explain.reverses", Spelling.Count(reversed))}" : "");

    public string NameOf(ExplainedLine line) => $"{model.Labels.Nature(model.Scope.Agreement, line.Nature)}, {spelling.Day(line.Date)}, {line.Contributor}";
}
