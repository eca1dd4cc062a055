using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Ledger.Books.Keeping;

/// <summary>Who may read a book: the readers of its parties. For everybody else there is no such book.</summary>
internal static class BookAccess
{
    public static readonly string[] Readers = Roles.Readers;

    private const string Parties = "select parties from ledger.book where ref = @book and @institution = any(parties)";

    /// <returns>The book's parties, or 404.</returns>
    public static async Task<Decision<string[]>> Find(NpgsqlConnection connection, string book, string institution) =>
        await HotStatement.Query<string[]>(connection, null, Parties, new("book", book), new("institution", institution)) is [var parties] ? parties : Refusal.NotFound("book");
}
