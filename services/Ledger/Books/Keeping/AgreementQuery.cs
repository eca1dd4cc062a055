using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing.Broker;
using Npgsql;

namespace HourExchange.Ledger.Books.Keeping;

/// <summary>Reads the years and dated terms of an agreement as last announced.</summary>
internal static class AgreementQuery
{
    private const string Read = "select timeline, ends_on from ledger.agreement where ref = @book";

    /// <returns>Null while no terms were announced.</returns>
    public static async Task<AgreementYears?> Find(NpgsqlConnection connection, string book, NpgsqlTransaction? transaction = null)
    {
        if (await connection.QuerySingleOrDefaultAsync<Row>(Read, new { book }, transaction) is not { } row)
        {
            return null;
        }

        var timeline = JsonSerializer.Deserialize<IReadOnlyList<DatedTerms>>(row.Timeline, Wire.Json)!;
        return new AgreementYears([.. timeline.OrderBy(terms => terms.From).Select(terms => (terms.From, YearTerms.Parse(terms.Terms)))], row.EndsOn);
    }

    private sealed record Row(string Timeline, DateOnly? EndsOn);
}
