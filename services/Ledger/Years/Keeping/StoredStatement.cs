using System.Text.Json;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Plumbing.Http;

namespace HourExchange.Ledger.Years.Keeping;

/// <summary>A statement as it is kept. The content is kept byte for byte as it was hashed.</summary>
/// <param name="DraftedBy">Subject of who drafted; <paramref name="DraftedFor"/> is the institution.</param>
/// <param name="Number">In its book, once its closing rows are posted; a later edition keeps it.</param>
/// <param name="Root">Hash over the year's postings, closing rows included: <see cref="YearRoot"/>.</param>
internal sealed record StoredStatement(
    Guid Id, string Book, string Year, int Edition, string Content, string ContentHash, string DraftedBy, string DraftedFor, DateTime DraftedAt,
    int? Number, string? Root, DateTime? PostedAt, DateTime? ClosedAt, DateTime? ReopenedAt)
{
    public StatementContent ReadContent() => JsonSerializer.Deserialize<StatementContent>(Content, HttpJson.Options)!;
}
