using System.Text.Json.Serialization;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Settlements.Reading;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>A year's statement (décompte d'heures), or what it comes to so far.</summary>
/// <param name="Book">Code of the agreement.</param>
/// <param name="Year">Label of the year.</param>
/// <param name="FirstDay">Of the year within the agreement.</param>
/// <param name="LastDay">Of the year within the agreement.</param>
/// <param name="State">open: nothing is drafted; reopened: a former edition.</param>
/// <param name="Statement">Its identifier; null while nothing is drafted.</param>
/// <param name="Number">In its book, once the closing rows are posted.</param>
/// <param name="Edition">1, and one more each time the year was reopened; null while nothing is drafted.</param>
/// <param name="Hash">SHA-256 of <paramref name="SignedText"/>.</param>
/// <param name="Root">SHA-256 over the hashes of the year's postings, each with a line feed, once the closing rows are posted.</param>
/// <param name="SignedText">What the parties sign, byte for byte; null while nothing is drafted.</param>
/// <param name="Signatures">Those that stand.</param>
/// <param name="Figures">Of the year by pair and domain, as they stand now.</param>
/// <param name="LineCount">How many postings move an account of the year.</param>
/// <param name="Lines">All of them, or those that were asked for, in printed order.</param>
/// <param name="Settlements">Those of the reader's institution.</param>
/// <param name="Found">How many lines are of the domain, pair or figure that was asked for; absent where all are asked for.</param>
public sealed record StatementView(
    string Book, string Year, DateOnly FirstDay, DateOnly LastDay,
    [property: KnownValues(YearState.Open, YearState.Drafted, YearState.Signed, YearState.Closing, YearState.Closed, "reopened")] string State,
    Guid? Statement, int? Number, int? Edition, string? Hash,
    [property: Format("sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")] string? Root, string? SignedText,
    IReadOnlyList<SignatureView> Signatures, IReadOnlyList<FiguresView> Figures, long LineCount, IAsyncEnumerable<StatementLineView> Lines,
    IReadOnlyList<SettlementView> Settlements,
    // A statement asked for whole is what is verified: nothing stands in it that nobody signed.
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Found = null);
