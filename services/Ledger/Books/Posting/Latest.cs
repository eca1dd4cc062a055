using HourExchange.Ledger.Books.Domain;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>A line's latest revision: posted, or planned in this same batch.</summary>
/// <param name="Entry">What it posted.</param>
/// <param name="Number">Its number in the book.</param>
/// <param name="TakenBack">True: the revision reversed what was posted, and nothing of the line stands.</param>
internal sealed record Latest(int Revision, Entry Entry, long Number, bool TakenBack);
