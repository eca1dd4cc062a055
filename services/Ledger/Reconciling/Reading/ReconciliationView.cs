using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>A comparison of a list with the book.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Book">Code of the agreement.</param>
/// <param name="Year">Label of the year that was compared.</param>
/// <param name="Institution">Code of the institution whose finance sent the list.</param>
/// <param name="Subject">Token subject of the person who sent it.</param>
/// <param name="Counterpart">Code of the other institution.</param>
/// <param name="ComparedAt">UTC.</param>
/// <param name="FileHash">SHA-256 of the file, in lower-case hexadecimal.</param>
/// <param name="BookNumber">The last posting that the book had.</param>
/// <param name="Basis">Which minutes were compared: <c>credited</c> when the list has them, else <c>taught</c>.</param>
/// <param name="Matched">Lines on which both agree.</param>
/// <param name="Different">Lines that both have, and not alike.</param>
/// <param name="MissingHere">Lines that the list has and the book has not.</param>
/// <param name="MissingThere">Lines that the book has and the list has not.</param>
/// <param name="ToCorrect">Lines of the book of which both sides said last that they are to be corrected, or that the list is right, and that stand as they did.</param>
/// <param name="ToRegister">Lines of the list alone of which both sides said last that the list is right, and that the book has not yet.</param>
/// <param name="WithdrawnAt">When its sender took it back, UTC; null: it stands.</param>
/// <param name="Acts">What the caller may do with it now: say something of its items, take it back.</param>
public sealed record ReconciliationView(
    Guid Id, string Book, string Year, string Institution, string Subject, string Counterpart, DateTimeOffset ComparedAt, string FileHash, long BookNumber,
    [property: KnownValues("credited", "taught")] string Basis, int Matched, int Different, int MissingHere, int MissingThere, int ToCorrect, int ToRegister,
    DateTimeOffset? WithdrawnAt, [property: KnownValues(typeof(ReconciliationRules), nameof(ReconciliationRules.Acts))] IReadOnlyList<string> Acts);
