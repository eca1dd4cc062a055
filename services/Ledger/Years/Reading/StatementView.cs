using HourExchange.Ledger.Settlements.Reading;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>A year's statement (décompte d'heures), or what it comes to so far.</summary>
/// <param name="State">open (nothing is drafted), drafted, signed, closing, closed or reopened (a former edition).</param>
/// <param name="Number">In its book, once the closing rows are posted.</param>
/// <param name="Hash">SHA-256 of <paramref name="SignedText"/>.</param>
/// <param name="Root">SHA-256 over the hashes of the year's postings, each with a line feed, once the closing rows are posted.</param>
/// <param name="SignedText">What the parties sign, byte for byte; null while nothing is drafted.</param>
/// <param name="Figures">Of the year by pair and domain, as they stand now.</param>
/// <param name="Settlements">Those of the reader's institution.</param>
public sealed record StatementView(
    string Book, string Year, DateOnly FirstDay, DateOnly LastDay, string State, Guid? Statement, int? Number, int? Edition, string? Hash, string? Root,
    string? SignedText, IReadOnlyList<SignatureView> Signatures, IReadOnlyList<FiguresView> Figures, IReadOnlyList<StatementLineView> Lines,
    IReadOnlyList<SettlementView> Settlements);
