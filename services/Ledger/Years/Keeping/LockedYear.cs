using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Consenting;
using Npgsql;

namespace HourExchange.Ledger.Years.Keeping;

/// <summary>A year with a statement, under the book's lock.</summary>
internal sealed record LockedYear(LockedBooks Books, BookHead Head, BookYear Year, StoredStatement Statement, IReadOnlyList<Signature> Signatures)
{
    public static async Task<Decision<LockedYear>> Of(NpgsqlTransaction transaction, string book, string year, string institution)
    {
        var connection = transaction.Connection!;
        if ((await BookStore.LockFor(transaction, book, institution)).IsRefused(out var unknown, out var books))
        {
            return unknown;
        }

        var known = (await YearStore.Read(connection, book, transaction)).FirstOrDefault(one => one.Year == year);
        if (known?.Statement is not { } statement)
        {
            return (await AgreementQuery.Find(connection, book, transaction))?.Find(year) is null
                ? Refusal.NotFound("year") : YearLife.Check(YearState.Open, YearAct.Sign)!;
        }

        return new LockedYear(
            books, books.Heads[book], known, await StatementStore.Read(connection, statement, transaction),
            await StatementStore.ReadSignatures(connection, statement, transaction));
    }

    public IReadOnlyList<Signature> SignaturesOf(string signs) => [.. Signatures.Where(one => one.Signs == signs)];

    /// <param name="signs">Content or root: what is to be signed.</param>
    public Consents Signing(string signs) => SignatureRules.Asked(
        signs == Signature.OfRoot ? Statement.Root! : Statement.ContentHash, Head.Parties, Statement.DraftedBy, SignaturesOf(signs));
}
