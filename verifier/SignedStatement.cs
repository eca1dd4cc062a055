using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HourExchange.Verifier;

/// <summary>
/// A signed statement, alone or against its book: the hash of its text, every party's signatures, its figures; in the book
/// its roots, closing rows and lines. docs/signed-statement.md.
/// </summary>
public static class SignedStatement
{
    /// <param name="json">The answer of <c>GET …/statement?year=</c>.</param>
    /// <param name="export">The exported book, or null.</param>
    public static Verdict Check(Stream json, Stream? export)
    {
        try
        {
            var statement = StatementFile.Read(json);
            if (CheckAlone(statement) is { } why)
            {
                return new Verdict(false, $"statement {statement.Book} {statement.Year}: {why}");
            }

            var said = $"statement {statement.Book} {statement.Year}: signed by every party, hash {statement.Hash}, root {statement.Root}";
            if (export is null)
            {
                return new Verdict(true, said);
            }

            var inBook = new StatementInBook(statement);
            var book = ExportedBook.Check(export, null, inBook.Note);
            if (!book.IsGood)
            {
                return book;
            }

            return inBook.FindFault() is { } fault
                ? new Verdict(false, $"statement {statement.Book} {statement.Year}: {fault}")
                : new Verdict(true, said + Environment.NewLine + book.Sentence);
        }
        catch (Exception exception) when (exception is FormatException or KeyNotFoundException or InvalidOperationException or JsonException)
        {
            return new Verdict(false, "statement: " + exception.Message);
        }
    }

    private static string? CheckAlone(StatementFile statement)
    {
        if (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statement.SignedText))) is var hash && hash != statement.Hash)
        {
            return $"hash: the signed text gives {hash}, it says {statement.Hash}";
        }

        if (statement.Content.GetProperty("book").GetString() != statement.Book || statement.Content.GetProperty("year").GetString() != statement.Year)
        {
            return "signedText: it is of another book or year";
        }

        if (PrintedHead.FindFault(statement.Printed, statement.Content) is { } otherwise)
        {
            return otherwise;
        }

        foreach (var (signs, signed) in new[] { ("content", statement.Hash), ("root", statement.Root) })
        {
            if (statement.Unsigned(signs, signed) is { Count: > 0 } unsigned)
            {
                return $"signatures: {string.Join(", ", unsigned)} has not signed the {signs} {signed}";
            }

            if (statement.Signatures.Where(one => one.Signs == signs).GroupBy(one => one.Subject).FirstOrDefault(person => person.Count() > 1) is { } person)
            {
                return $"signatures: {person.Key} signed the {signs} for several parties";
            }
        }

        var figures = statement.Content.GetProperty("figures").EnumerateArray().Select(Figures.Read).Concat(statement.Figures);
        return figures.FirstOrDefault(one => !one.AddUp) is { } wrong ? $"figures: {wrong.Name} does not add up to {wrong.Balance} min" : null;
    }
}
