namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>What managements say of a rubric in a year, in Markdown without HTML.</summary>
/// <param name="Version">1 for the first text, one more at each other.</param>
/// <param name="By">The institution whose management wrote it.</param>
/// <param name="Content">What it says.</param>
public sealed record Comment(int Version, string By, CommentContent Content);

/// <summary>All parts together have at most 100,000 bytes in UTF-8; links are https or mailto.</summary>
/// <param name="Findings">What was found.</param>
/// <param name="Principles">What one holds to.</param>
/// <param name="Issues">What is at stake.</param>
/// <param name="Perspectives">What comes next; gathered of all rubrics at the report's end.</param>
/// <param name="NothingToReport">True where there is nothing to say: then no part says anything.</param>
/// <param name="Indicators">Figures that are no hours, at most 50.</param>
public sealed record CommentContent(
    string? Findings, string? Principles, string? Issues, string? Perspectives, bool NothingToReport = false, IReadOnlyList<CommentIndicator>? Indicators = null);

/// <summary>A figure that is no hours.</summary>
/// <param name="Name">What is counted, 1 to 200 characters.</param>
/// <param name="Value">As people write it, 1 to 200 characters.</param>
public sealed record CommentIndicator(string Name, string Value);
