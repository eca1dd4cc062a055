namespace HourExchange.Reporting.Reports.Periodic.Domain;

/// <summary>Why a report is not built on the day after its period, or was not. Pure.</summary>
internal static class Hindrance
{
    /// <summary>The ledger has told of more postings than have come.</summary>
    public const string PostingsMissing = "postings-missing";

    /// <summary>The ledger has not told since the period's end how far the book goes: what is missing cannot be known.</summary>
    public const string LedgerSilent = "ledger-silent";

    /// <summary>It could not be made, and the fault is ours: it is in the log.</summary>
    public const string Failed = "report-failed";

    /// <summary>Nobody looked on that day.</summary>
    public const string ServiceAway = "service-away";

    /// <summary>What keeps reports of all days before one from being right.</summary>
    /// <param name="applied">Postings of the book that figures are made of.</param>
    /// <param name="head">How far the book goes, as far as is known.</param>
    /// <param name="toldOn">On which day the ledger last told.</param>
    /// <param name="due">The first day after them.</param>
    /// <returns>Null: they are made of all that was posted before that day.</returns>
    public static string? Of(long applied, long? head, DateOnly? toldOn, DateOnly due) =>
        applied < head ? PostingsMissing
        : head is null || toldOn is not { } told || told < due ? LedgerSilent
        : null;

    /// <param name="because">What kept it from being built when somebody last looked; null: nothing, or nobody did.</param>
    /// <param name="since">Since which day that has been so.</param>
    /// <returns>Null for what is built on the day after its period: it is not late.</returns>
    public static string? LateBecause(DateOnly lastDay, DateOnly today, string? because, DateOnly? since)
    {
        var due = lastDay.AddDays(1);
        return today <= due ? null : since <= due ? because : ServiceAway;
    }
}
