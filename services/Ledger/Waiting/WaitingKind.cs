using HourExchange.Plumbing;

namespace HourExchange.Ledger.Waiting;

/// <summary>Something that waits for finance; lines to correct and to register for registrars.</summary>
/// <param name="Kind">What waits.</param>
/// <param name="Count">How many of it, among the oldest 200.</param>
/// <param name="Items">The first 50, the oldest first.</param>
public sealed record WaitingKind(
    [property: KnownValues(
        "proposals-to-decide", "years-to-draft", "statements-to-sign", "years-to-close", "roots-to-countersign", "nettings-to-decide", "payments-to-make", "reconciliations-to-answer", "lines-to-correct",
        "lines-to-register")] string Kind,
    int Count, IReadOnlyList<WaitingItem> Items)
{
    private const int ItemLimit = 50;

    internal static WaitingKind Of(string kind, IEnumerable<WaitingItem> items)
    {
        var all = items.ToList();
        return new WaitingKind(kind, all.Count, [.. all.Take(ItemLimit)]);
    }
}

/// <summary>One of what waits.</summary>
/// <param name="Id">Of the proposal, statement, netting, settlement, reconciliation or line, of the comparison where a line is to be registered; null for a year of which nothing is drafted.</param>
/// <param name="Book">Code of the agreement; null for a netting and its payments, which have settlements of several.</param>
/// <param name="Year">Label of the year to be drafted, or of a statement, settlement or reconciliation, also where a line is to be corrected or registered by it; else null.</param>
/// <param name="Subject">What it is about: the kind of a proposal, the last day of a year to be drafted, the edition of a statement, what a netting or payment comes to, the counterpart of a reconciliation, a reference of a line, or its row in the list.</param>
/// <param name="Since">When it was proposed, ended, drafted, posted, agreed or compared; UTC.</param>
/// <param name="Link">Where it is read.</param>
/// <param name="Differences">Of a reconciliation: how many wait for a word of the institution; else null.</param>
/// <param name="Position">Of a line to be registered: its place in the comparison; else null.</param>
public sealed record WaitingItem(Guid? Id, string? Book, string? Year, string Subject, DateTime Since, string Link, int? Differences = null, int? Position = null);
