namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>A comparison of a list with the book.</summary>
/// <param name="Institution">Whose finance sent the list.</param>
/// <param name="FileHash">SHA-256 of the file, in lower-case hexadecimal.</param>
/// <param name="BookNumber">The last posting that the book had.</param>
/// <param name="Basis">Which minutes were compared: <c>credited</c> when the list has them, else <c>taught</c>.</param>
/// <param name="MissingHere">Lines that the list has and the book has not.</param>
/// <param name="MissingThere">Lines that the book has and the list has not.</param>
public sealed record ReconciliationView(
    Guid Id, string Book, string Year, string Institution, string Subject, string Counterpart, DateTimeOffset ComparedAt, string FileHash, long BookNumber,
    string Basis, int Matched, int Different, int MissingHere, int MissingThere);
