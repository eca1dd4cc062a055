using System.Text.Json;
using Dapper;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Reading;
using Npgsql;

namespace HourExchange.Ledger.Verifying;

/// <summary>Numbers run from 1, each posting's hash follows from its fields and the one before, and the book's row names the last.</summary>
internal static class CheckPostings
{
    private const string InOrder = PostingQuery.Select + " where posting.book = @Ref order by posting.number";

    public static async Task<Fault?> Find(NpgsqlConnection connection, KeptBook book)
    {
        var (number, hash, at) = (0L, CanonicalPosting.BeforeTheFirst, (DateTime?)null);
        await foreach (var row in connection.QueryUnbufferedAsync<PostingRow>(InOrder, book))
        {
            number++;
            if (FaultOf(row, number, hash, at) is { } fault)
            {
                return new Fault(book.Ref, $"{number}", fault.Expected, fault.Found);
            }

            (hash, at) = (row.Hash, row.PostedAt);
        }

        if (number != book.LastNumber)
        {
            return number < book.LastNumber
                ? new Fault(book.Ref, $"{number + 1}", $"postings up to {book.LastNumber}", "none")
                : new Fault(book.Ref, $"{book.LastNumber + 1}", $"{book.LastNumber} to be the last", "a posting");
        }

        return Fault.Between(book.Ref, "book",
            [$"last_hash {Convert.ToHexStringLower(hash)}", $"last_posted_at {at:O}"],
            [$"last_hash {Convert.ToHexStringLower(book.LastHash)}", $"last_posted_at {book.LastPostedAt:O}"]);
    }

    private static (string Expected, string Found)? FaultOf(PostingRow row, long number, byte[] previousHash, DateTime? after)
    {
        if (row.Number != number)
        {
            return ($"number {number} between two accounts of the book", $"{row.Number}");
        }

        if (Read(row, previousHash) is not { } posted || CanonicalPosting.Keys(posted.Entry.Keys) != row.Keys)
        {
            return ("keys in their canonical form", row.Keys);
        }

        if (row.PostedAt < after)
        {
            return ($"posted_at from {after:O} on", $"{row.PostedAt:O}");
        }

        var hash = CanonicalPosting.Hash(row.Book, row.Number, posted.Text, posted.PostedAt, previousHash);
        return hash.AsSpan().SequenceEqual(row.Hash)
            ? PostingShape.FaultOf(posted.Entry)
            : ($"hash {Convert.ToHexStringLower(hash)} of its fields", Convert.ToHexStringLower(row.Hash));
    }

    private static Posted? Read(PostingRow row, byte[] previousHash)
    {
        try
        {
            return row.ToPosted(previousHash);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
