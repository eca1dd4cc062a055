using System.Text.Json.Serialization;
using HourExchange.Ledger.Books.Domain;

namespace HourExchange.Ledger.Proposals.Domain;

/// <summary>What is proposed; its JSON text is what every party consents to.</summary>
/// <param name="Kind">opening, adjustment, reversal or reopening.</param>
/// <param name="Reason">Why: 1 to 500 characters, no person's name.</param>
/// <param name="Entries">Of an opening or adjustment.</param>
/// <param name="Number">Of the posting that is to be reversed.</param>
/// <param name="Year">That is to be reopened; <paramref name="Statement"/> is its statement.</param>
internal sealed record ProposalContent(
    string Book,
    string Kind,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProposedEntry>? Entries = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Number = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Year = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Statement = null)
{
    public const string Reversal = Kinds.Reversal;
    public const string Reopening = "reopening";
}

/// <summary>Minutes that are to count as given by one institution to another.</summary>
/// <param name="Institution">Code of the one that is credited.</param>
/// <param name="Counterpart">Code of the one that is debited.</param>
/// <param name="Domain">One of the agreement's domains.</param>
/// <param name="ValueDate">Day from which they count; its year is the year of the row, or the oldest open one.</param>
/// <param name="Minutes">1 to 10,000,000.</param>
public sealed record ProposedEntry(string Institution, string Counterpart, string Domain, DateOnly ValueDate, int Minutes);
