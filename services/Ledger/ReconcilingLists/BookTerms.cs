using System.Text.Json;
using Dapper;
using Npgsql;

namespace HourExchange.Ledger.ReconcilingLists;

/// <summary>What of an agreement's terms a comparison needs: how long a unit is, and when a year begins.</summary>
internal sealed class BookTerms
{
    private const string Select = """
        select effective_from, coalesce(terms::jsonb ->> 'yearStart', '') as year_start, coalesce(terms::jsonb ->> 'units', '{}') as units
        from ledger.agreement_terms where agreement = @book order by effective_from, version
        """;

    private readonly List<Layer> _layers = [];

    public static async Task<BookTerms> Load(NpgsqlTransaction transaction, string book)
    {
        var terms = new BookTerms();
        foreach (var row in await transaction.Connection!.QueryAsync<Row>(Select, new { book }, transaction))
        {
            terms._layers.Add(new Layer(row.EffectiveFrom, row.YearStart, JsonSerializer.Deserialize<Dictionary<string, int>>(row.Units)!));
        }

        return terms;
    }

    /// <returns>Month and day, as 09-01, as they held at the end of a calendar year; null when no terms are known.</returns>
    public string? YearStart(int calendarYear) => On(new DateOnly(calendarYear, 12, 31))?.YearStart;

    /// <returns>Null when the terms of that day have no such unit.</returns>
    public int? MinutesOf(string unit, DateOnly on) => On(on)?.Units is { } units && units.TryGetValue(unit, out var minutes) ? minutes : null;

    private Layer? On(DateOnly day) => _layers.LastOrDefault(layer => layer.From <= day) ?? _layers.FirstOrDefault();

    private sealed record Layer(DateOnly From, string YearStart, Dictionary<string, int> Units);

    private sealed record Row(DateOnly EffectiveFrom, string YearStart, string Units);
}
