using HourExchange.Plumbing;
using HourExchange.Reporting.Reports.Editions.Domain;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>Where a bilan stands between its first posting and its last edition.</summary>
/// <param name="Hash">SHA-256, lower-case hexadecimal, of the content: figures, records and comments. This is what is approved.</param>
/// <param name="Missing">What keeps it from being approved; empty when it is whole.</param>
/// <param name="Approvals">Given so far, those that no longer count too.</param>
/// <param name="Editions">Frozen so far, the latest last.</param>
/// <param name="Acts">What this caller may do now.</param>
/// <param name="Since">What is otherwise now than when the latest edition was frozen, at most 500: of its content, and what has been paid, which voids no approval.</param>
public sealed record ReportLife(
    string Hash, IReadOnlyList<MissingPart> Missing, IReadOnlyList<ApprovalView> Approvals, IReadOnlyList<EditionView> Editions,
    [property: KnownValues("comment", "approve")] IReadOnlyList<string> Acts, IReadOnlyList<EditionDifference> Since);

/// <summary>What a bilan lacks.</summary>
/// <param name="Kind">postings: the book has more than is projected. rubric: it has neither a comment nor a "nothing to report".</param>
/// <param name="Rubric">Its code.</param>
public sealed record MissingPart([property: KnownValues("postings", "rubric")] string Kind, string? Rubric);

/// <summary>A party's management has approved a content.</summary>
/// <param name="Institution">For which party.</param>
/// <param name="ApprovedAt">When.</param>
/// <param name="Hash">Over which content.</param>
/// <param name="VoidBecause">What of the content has changed since; null while it counts.</param>
public sealed record ApprovalView(
    string Institution, DateTimeOffset ApprovedAt, string Hash, [property: KnownValues("figures", "comments", "records")] string? VoidBecause);

/// <summary>A frozen edition.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Hash">Of its content.</param>
/// <param name="FrozenAt">When the last party approved.</param>
/// <param name="Differences">From the edition before, at most 500; empty for the first.</param>
/// <param name="Files">Made when it was frozen; the same bytes for ever.</param>
public sealed record EditionView(
    int Number, string Hash, DateTimeOffset FrozenAt, IReadOnlyList<EditionDifference> Differences, IReadOnlyList<EditionFile> Files);

/// <summary>A file of an edition.</summary>
/// <param name="Name">bilan.fr-CH.html, annex.rfc4180.csv and so on.</param>
/// <param name="MediaType">Of its content.</param>
/// <param name="Bytes">Its size.</param>
public sealed record EditionFile(string Name, string MediaType, long Bytes)
{
    /// <summary>Of the content itself, to the byte that is hashed.</summary>
    internal const string JsonType = "application/vnd.hourexchange.bilan+json";

    /// <summary>What was to be paid and had been paid when it was frozen: no part of what is approved.</summary>
    internal const string SettlementsName = "settlements.json";

    internal const string SettlementsType = "application/vnd.hourexchange.settlements+json";
}
