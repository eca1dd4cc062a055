using System.Globalization;
using HourExchange.Client.Reporting;
using HourExchange.Portal.Pages;
using HourExchange.Words;

namespace HourExchange.Portal.YearlyReports.Comments;

/// <summary>What was typed of one rubric.</summary>
/// <param name="Version">The one that was read; 0: there was none.</param>
/// <param name="Parts">Findings, principles, issues, perspectives.</param>
/// <param name="Nothing">There is nothing to report.</param>
/// <param name="Indicators">One a line: name, equals sign, value.</param>
public sealed record TypedComment(string Rubric, int Version, IReadOnlyList<string> Parts, bool Nothing, string Indicators)
{
    /// <summary>Names of the fields, and codes of their words.</summary>
    public static readonly IReadOnlyList<string> Fields = ["findings", "principles", "issues", "perspectives"];

    private const char Sign = '=';

    /// <summary>Of no rubric at all.</summary>
    public static TypedComment None { get; } = new("", 0, ["", "", "", ""], false, "");

    public static CommentContent Silence => new() { Findings = null, Principles = null, Issues = null, Perspectives = null, NothingToReport = true };

    public static string NameOf(string rubric, string field) => $"{rubric}-{field}";

    public static TypedComment Of(RubricFigures rubric) => rubric.Comment is { } comment
        ? new TypedComment(
            rubric.Code, comment.Version, [comment.Content.Findings ?? "", comment.Content.Principles ?? "", comment.Content.Issues ?? "", comment.Content.Perspectives ?? ""],
            comment.Content.NothingToReport == true, string.Join('\n', (comment.Content.Indicators ?? []).Select(one => $"{one.Name} {Sign} {one.Value}")))
        : new TypedComment(rubric.Code, 0, ["", "", "", ""], false, "");

    /// <returns>Null where it is no form of ours.</returns>
    public static TypedComment? Of(IFormCollection form) =>
        form["rubrique"].ToString() is { Length: > 0 } rubric && int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new TypedComment(
                rubric, version, [.. Fields.Select(field => form[NameOf(rubric, field)].ToString().ReplaceLineEndings("\n"))], form[NameOf(rubric, "nothing")].ToString().Length > 0,
                form[NameOf(rubric, "indicators")].ToString().ReplaceLineEndings("\n"))
            : null;

    /// <summary>The service judges what it says.</summary>
    /// <returns>Null where something cannot be read.</returns>
    public CommentContent? Read(Faults faults, Wording words)
    {
        var lines = Indicators.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(Sign, 2, StringSplitOptions.TrimEntries)).ToList();
        if (lines.Exists(line => line is not [{ Length: > 0 }, { Length: > 0 }]))
        {
            faults.Add(NameOf(Rubric, "indicators"), words["Yearly.comment.indicators.fault"]);
            return null;
        }

        return new CommentContent
        {
            Findings = Said(0),
            Principles = Said(1),
            Issues = Said(2),
            Perspectives = Said(3),
            NothingToReport = Nothing,
            Indicators = lines.Count == 0 ? null : [.. lines.Select(line => new CommentIndicator { Name = line[0], Value = line[1] })],
        };
    }

    private string? Said(int part) => string.IsNullOrWhiteSpace(Parts[part]) ? null : Parts[part];
}
