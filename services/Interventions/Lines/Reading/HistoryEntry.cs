using System.Text.Json.Nodes;

namespace HourExchange.Interventions.Lines.Reading;

/// <summary>Something that was done to a line.</summary>
/// <param name="At">UTC.</param>
/// <param name="Act">An act of docs/states.md; or posted, each time that it was; ledger-refused: the ledger's last answer.</param>
/// <param name="Institution">Null for the ledger.</param>
/// <param name="Subject">Who did it, by pseudonym; null for the ledger.</param>
/// <param name="Reason">Null where none is owed.</param>
/// <param name="Before">The fields that it changed, as they were; null where nothing was before, and for keys.</param>
/// <param name="After">The same fields as they became.</param>
/// <param name="Revision">For a key: the revision it was turned over.</param>
/// <param name="Tacit">For a key: whether silence turned it.</param>
/// <param name="Fell">For a key: whether a later revision has made it void.</param>
/// <param name="PostingNumber">For posted: its number in the book.</param>
/// <param name="PostingRefused">For ledger-refused: the code.</param>
public sealed record HistoryEntry(
    DateTimeOffset At,
    string Act,
    string? Institution = null,
    string? Subject = null,
    string? Reason = null,
    JsonNode? Before = null,
    JsonNode? After = null,
    int? Revision = null,
    bool? Tacit = null,
    bool? Fell = null,
    long? PostingNumber = null,
    string? PostingRefused = null);
