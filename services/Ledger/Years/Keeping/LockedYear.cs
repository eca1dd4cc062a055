using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Plumbing;
using Npgsql;

namespace HourExchange.Ledger.Years.Keeping;

/// <summary>A year with a statement, under the book's lock.</summary>
internal sealed record LockedYear(LockedBooks Books, BookHead Head, BookYear Year, StoredStatement Statement, IReadOnlyList<Signature> Signatures)
{
    public static async Task<Decision<LockedYear>> Of(NpgsqlTransaction transaction, string book, string year, string institution)
    {
        var connection = transaction.Connection!;
        if (await BookStore.LockFor(transaction, book, institution) is not { } books)
        {
            return Refusal.NotFound("book");
        }

        var known = (await YearStore.Read(connection, book, transaction)).FirstOrDefault(one => one.Year == year);
        if (known?.Statement is not { } statement)
        {
            if ((await AgreementQuery.Find(connection, book, transaction))?.Find(year) is null)
            {
                return Refusal.NotFound("year");
            }

            return Refusal.Conflict("no-statement", "The year has no statement yet: draft it first.");
        }

        return new LockedYear(
            books, books.Heads[book], known, await StatementStore.Read(connection, statement, transaction),
            await StatementStore.ReadSignatures(connection, statement, transaction));
    }

    public IReadOnlyList<Signature> SignaturesOf(string signs) => [.. Signatures.Where(one => one.Signs == signs)];

    /// <summary>Parties that have not signed.</summary>
    public IReadOnlyList<string> Unsigned(string signs) => [.. Head.Parties.Except(SignaturesOf(signs).Select(one => one.Institution))];
}
