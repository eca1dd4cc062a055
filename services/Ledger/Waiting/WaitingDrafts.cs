using Dapper;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Years.Keeping;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Waiting;

/// <summary>Years that have ended and of which nothing is drafted: of each book the one that is next, since years close in order.</summary>
internal static class WaitingDrafts
{
    private const string Books = "select ref from ledger.book where @Institution = any(parties) order by ref limit @limit";

    public static async Task<WaitingKind> Read(NpgsqlConnection connection, Caller finance, int limit, DateOnly today)
    {
        var books = (await connection.QueryAsync<string>(Books, new { finance.Institution, limit })).ToArray();
        var begun = await YearStore.ReadOf(connection, books);
        return WaitingKind.Of("years-to-draft", (await AgreementQuery.FindAll(connection, books))
            .Select(agreement => (Book: agreement.Key, Year: Next(agreement.Value, [.. begun[agreement.Key]], today)))
            .Where(next => next.Year is not null).OrderBy(next => next.Year!.LastDay).ThenBy(next => next.Book, StringComparer.Ordinal)
            .Select(next => new WaitingItem(
                null, next.Book, next.Year!.Label, $"{next.Year.LastDay:yyyy-MM-dd}", next.Year.LastDay.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
                $"/api/v1/books/{next.Book}/years/{next.Year.Label}/readiness")));
    }

    private static YearSpan? Next(AgreementYears agreement, IReadOnlyList<BookYear> begun, DateOnly today)
    {
        var states = begun.ToDictionary(year => year.Year, year => year.State, StringComparer.Ordinal);
        return agreement.All().TakeWhile(year => year.LastDay < today).FirstOrDefault(year => !YearState.HasClosingRows(StateOf(year))) is { } next && StateOf(next) == YearState.Open ? next : null;

        string StateOf(YearSpan year) => states.GetValueOrDefault(year.Label, YearState.Open);
    }
}
