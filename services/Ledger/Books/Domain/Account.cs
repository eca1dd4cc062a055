using System.Text.Json.Serialization;

namespace HourExchange.Ledger.Books.Domain;

/// <summary>What an institution has given to and received from a counterpart, in one domain and one year.</summary>
/// <param name="Institution">Whose account it is.</param>
/// <param name="Counterpart">Code of the other institution.</param>
/// <param name="Domain">One of the agreement's domains.</param>
/// <param name="Year">Label of the year.</param>
public readonly record struct Account(string Institution, string Counterpart, string Domain, string Year)
{
    /// <summary>The counterpart's account: over a book's rows the two always sum to zero.</summary>
    // Left out of a statement's content: a mirror has a mirror.
    [JsonIgnore]
    public Account Mirror => this with { Institution = Counterpart, Counterpart = Institution };

    /// <summary>The account of a pair that its day sums name first: the one of the institution that comes first by code.</summary>
    [JsonIgnore]
    public bool IsFirst => string.CompareOrdinal(Institution, Counterpart) < 0;

    // A record's own text would write the mirror, whose mirror would follow.
    public override string ToString() => $"{Institution}:{Counterpart}:{Domain}:{Year}";
}
