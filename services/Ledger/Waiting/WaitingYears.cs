using Dapper;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Keeping;
using HourExchange.Ledger.Years.Reading;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Waiting;

/// <summary>Statements that this person may sign, close or countersign.</summary>
internal static class WaitingYears
{
    private static readonly (string Kind, YearAct Act)[] Kinds =
        [("statements-to-sign", YearAct.Sign), ("years-to-close", YearAct.Close), ("roots-to-countersign", YearAct.Countersign)];

    // States out of which one of these acts leads.
    private static readonly string[] States =
        [.. YearLife.Table.Steps.Where(step => Kinds.Any(kind => kind.Act == step.Act)).Select(step => step.From).Distinct()];

    private const string Begun = """
        select statement.id, year.book, book.parties, year.year, statement.edition, coalesce(statement.posted_at, statement.drafted_at) as since
        from ledger.book_year as year join ledger.book on book.ref = year.book join ledger.statement on statement.id = year.statement
        where year.state = any(@states) and @Institution = any(book.parties) order by since, statement.id limit @limit
        """;

    public static async Task<IEnumerable<WaitingKind>> Read(NpgsqlConnection connection, Caller finance, int limit, DateOnly today)
    {
        var begun = (await connection.QueryAsync<Row>(Begun, new { states = States, finance.Institution, limit })).AsList();
        var agreements = await AgreementQuery.FindAll(connection, [.. begun.Select(row => row.Book).Distinct(StringComparer.Ordinal)]);
        var acts = new Dictionary<Guid, IReadOnlyList<string>>();
        foreach (var book in begun.Where(row => agreements.ContainsKey(row.Book)).GroupBy(row => row.Book))
        {
            var actsOf = await YearActsQuery.Read(
                connection, agreements[book.Key], await YearStore.Read(connection, book.Key), book.First().Parties, finance, today);
            foreach (var row in book)
            {
                acts[row.Id] = agreements[book.Key].Find(row.Year) is { } span ? actsOf(span) : [];
            }
        }

        return Kinds.Select(kind => WaitingKind.Of(kind.Kind, begun
            .Where(row => acts.TryGetValue(row.Id, out var may) && may.Contains(YearLife.Table.NameOf(kind.Act)))
            .Select(row => new WaitingItem(row.Id, row.Book, row.Year, $"edition {row.Edition}", row.Since, $"/api/v1/books/{row.Book}/statement?year={row.Year}"))));
    }

    // Dapper fills arrays by property, not by constructor.
    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Book { get; init; } = "";

        public string[] Parties { get; init; } = [];

        public string Year { get; init; } = "";

        public int Edition { get; init; }

        public DateTime Since { get; init; }
    }
}
