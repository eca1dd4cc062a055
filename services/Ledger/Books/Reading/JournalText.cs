using System.Globalization;
using Dapper;
using HourExchange.Ledger.Books.Domain;
using Npgsql;

namespace HourExchange.Ledger.Books.Reading;

/// <summary>A book's declarations and transactions in the form of hledger's journal.</summary>
internal static class JournalText
{
    private const string Accounts = "select institution, counterpart, domain, year from ledger.account where book = @book order by number";

    public static async Task WriteDeclarations(StreamWriter writer, NpgsqlConnection connection, string book, string? year)
    {
        await writer.WriteLineAsync($"; Book {book}{(year is null ? "" : $", year {year}")}: minutes exchanged. Positive = has given more than it received.");
        await writer.WriteLineAsync("commodity 1000. min");
        await foreach (var account in connection.QueryUnbufferedAsync<AccountRow>(Accounts, new { book }))
        {
            await writer.WriteLineAsync($"account {Name(book, new Account(account.Institution, account.Counterpart, account.Domain, account.Year))}");
        }
    }

    public static async Task WriteTransaction(StreamWriter writer, Posted posted)
    {
        var entry = posted.Entry;
        var references = string.Join(", ", new[] { entry.LendingReference, entry.ReceivingReference }.OfType<string>().Distinct());
        var title = entry.Nature is { } nature ? $"{entry.Kind} {nature}" : entry.Kind;
        await writer.WriteLineAsync();
        await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{entry.ValueDate:yyyy-MM-dd} ({posted.Number}) {title}"));
        await writer.WriteLineAsync(
            $"    ; line: {entry.Line}, revision: {entry.Revision}{(entry.Contributor is { } contributor ? $", contributor: {contributor}" : "")}{(references.Length > 0 ? $", references: {references}" : "")}");
        await writer.WriteLineAsync($"    {Name(posted.Book, entry.Credit)}    {entry.Minutes} min");
        await writer.WriteLineAsync($"    {Name(posted.Book, entry.Debit)}    -{entry.Minutes} min");
    }

    public static string Name(string book, Account account) => $"{book}:{account.Institution}:{account.Counterpart}:{account.Domain}:{account.Year}";

    private sealed record AccountRow(string Institution, string Counterpart, string Domain, string Year);
}
