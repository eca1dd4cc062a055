using System.Text.Json;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Ledger.Books.Keeping;

/// <summary>Reads the years and dated terms of an agreement as last announced.</summary>
internal static class AgreementQuery
{
    private const string Read = "select ref, timeline, ends_on from ledger.agreement where ref = any(@books)";

    /// <returns>Null while no terms were announced.</returns>
    public static async Task<AgreementYears?> Find(NpgsqlConnection connection, string book, NpgsqlTransaction? transaction = null) =>
        (await FindAll(connection, [book], transaction)).GetValueOrDefault(book);

    /// <returns>Those of which terms were announced, by book.</returns>
    public static async Task<IReadOnlyDictionary<string, AgreementYears>> FindAll(NpgsqlConnection connection, string[] books, NpgsqlTransaction? transaction = null) =>
        (await HotStatement.Query<Row>(connection, transaction, Read, new NpgsqlParameter("books", books))).ToDictionary(row => row.Ref, row => row.ToYears(), StringComparer.Ordinal);

    private sealed record Row(string Ref, string Timeline, DateOnly? EndsOn)
    {
        public AgreementYears ToYears()
        {
            var timeline = JsonSerializer.Deserialize<IReadOnlyList<DatedTerms>>(Timeline, Wire.Json)!;
            return new AgreementYears([.. timeline.OrderBy(terms => terms.From).Select(terms => (terms.From, YearTerms.Parse(terms.Terms)))], EndsOn);
        }
    }
}
