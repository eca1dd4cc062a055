using System.Globalization;
using System.Text.Json;
using HourExchange.Plumbing.Years;

namespace HourExchange.Ledger.Books.Domain;

/// <summary>What the ledger needs of an agreement's terms as they hold on one day.</summary>
/// <param name="Reference">The deciding reference on paper.</param>
/// <param name="YearStart">Month and day on which a year begins.</param>
/// <param name="Domains">In the order in which the agreement lists them.</param>
/// <param name="CompensationGroups">Domains that may be set off against each other, in the agreement's order.</param>
/// <param name="CarryCapMinutes">Per pair and domain, or per group; null is without limit.</param>
/// <param name="SettlementTariff">Money per 60 credited minutes; null is none, 0.00 is one.</param>
/// <param name="SettlementTariffs">By domain, where it differs.</param>
/// <param name="Units">Minutes of each unit in which lines are counted.</param>
internal sealed record YearTerms(
    string Reference,
    string Currency,
    YearStart YearStart,
    IReadOnlyList<string> Domains,
    IReadOnlyList<IReadOnlyList<string>> CompensationGroups,
    int? CarryCapMinutes,
    decimal? SettlementTariff,
    IReadOnlyDictionary<string, decimal> SettlementTariffs,
    IReadOnlyDictionary<string, int> Units,
    IReadOnlyList<StatementSignatory> Signatories)
{
    /// <summary>The first day on which minutes may be of a domain, by its code; of one that is not in it, any.</summary>
    public IReadOnlyDictionary<string, DateOnly> AdmittedFrom { get; init; } = new Dictionary<string, DateOnly>();

    /// <summary>How natures are called, by code and then by language (fr, de, en).</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> NatureNames { get; init; } = NoNames;

    /// <inheritdoc cref="NatureNames"/>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> DomainNames { get; init; } = NoNames;

    private static readonly Dictionary<string, IReadOnlyDictionary<string, string>> NoNames = [];

    /// <param name="json">The terms as Interventions announced them.</param>
    public static YearTerms Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var terms = document.RootElement;
        return new YearTerms(
            terms.GetProperty("reference").GetString()!,
            terms.GetProperty("currency").GetString()!,
            YearStart.Parse(terms.GetProperty("yearStart").GetString()!),
            [.. terms.GetProperty("domains").EnumerateObject().Select(domain => domain.Name)],
            [.. terms.GetProperty("compensationGroups").EnumerateArray().Select(group => (IReadOnlyList<string>)[.. group.EnumerateArray().Select(domain => domain.GetString()!)])],
            Optional(terms, "carryCapMinutes") is { } cap ? cap.GetInt32() : null,
            Optional(terms, "settlementTariff") is { } tariff ? Money(tariff) : null,
            Optional(terms, "settlementTariffs") is { } tariffs ? tariffs.EnumerateObject().ToDictionary(one => one.Name, one => Money(one.Value)) : new Dictionary<string, decimal>(),
            terms.GetProperty("units").EnumerateObject().ToDictionary(unit => unit.Name, unit => unit.Value.GetInt32()),
            Optional(terms, "signatories") is { } signatories ? [.. signatories.EnumerateArray().Select(Signatory)] : [])
        {
            AdmittedFrom = terms.GetProperty("domains").EnumerateObject().Where(domain => Optional(domain.Value, "admittedFrom") is not null)
                .ToDictionary(domain => domain.Name, domain => DateOnly.ParseExact(domain.Value.GetProperty("admittedFrom").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
            NatureNames = Names(terms, "natures"),
            DomainNames = Names(terms, "domains"),
        };
    }

    public decimal? TariffOf(string domain) => SettlementTariffs.TryGetValue(domain, out var own) ? own : SettlementTariff;

    private static StatementSignatory Signatory(JsonElement signatory) =>
        new(signatory.GetProperty("institution").GetString()!, signatory.GetProperty("function").GetString()!);

    private static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Names(JsonElement terms, string of) =>
        Optional(terms, "labels") is { } labels && Optional(labels, of) is { } names ? names.Deserialize<Dictionary<string, IReadOnlyDictionary<string, string>>>()! : NoNames;

    private static JsonElement? Optional(JsonElement terms, string name) =>
        terms.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static decimal Money(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}

/// <summary>Who signs for a party on paper, by function; never by name.</summary>
/// <param name="Institution">Code of the party.</param>
/// <param name="Function">For instance Direction générale.</param>
public sealed record StatementSignatory(string Institution, string Function);
