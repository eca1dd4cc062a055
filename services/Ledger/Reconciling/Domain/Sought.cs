namespace HourExchange.Ledger.Reconciling.Domain;

/// <summary>In what two lines must be equal to be one; null where they need not be. The direction always counts.</summary>
internal readonly record struct Sought(string Lender, string? Reference, int? Day, int? Minutes, string? Domain, string? Nature)
{
    public Sought(SpelledLine line, string? reference, int? day, int? minutes, bool sameContent)
        : this(line.Given.Lender, reference, day, minutes, sameContent ? line.Domain : null, sameContent ? line.Nature : null)
    {
    }
}
