namespace HourExchange.Ledger.Books.Announcing;

/// <summary>Where postings that Reporting asked for are sent: its own queue, not the exchange that everybody reads.</summary>
internal static class PostingsAnswer
{
    public const string Exchange = "reporting.rebuild-hours-posted.v1";
}
