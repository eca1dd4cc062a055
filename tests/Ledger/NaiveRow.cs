namespace HourExchange.Tests.Ledger;

/// <summary>A row as the naive ledger keeps it: credit and debit are institution, counterpart, domain and year.</summary>
internal sealed record NaiveRow(
    string Kind, Guid Line, int Revision, (string Of, string Towards, string Domain, string Year) Credit, (string Of, string Towards, string Domain, string Year) Debit,
    int Minutes, string Year, DateOnly LineDate, DateOnly ValueDate, DateTimeOffset PostedAt)
{
    public NaiveRow? TakenBackBy { get; set; }

    /// <summary>Whether it moves an account of the year, and so stands in its statement.</summary>
    public bool Touches(string year) => Credit.Year == year || Debit.Year == year;
}
