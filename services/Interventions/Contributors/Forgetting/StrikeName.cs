using System.Text.Json.Nodes;
using Dapper;
using HourExchange.Interventions.Contributors.Domain;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Interventions.Contributors.Forgetting;

/// <summary>Puts a code where a person's name stands, in every <see cref="TextPlace"/>, and tells again what events had told with it.</summary>
internal static class StrikeName
{
    /// <returns>How many texts were changed.</returns>
    public static async Task<int> Run(NpgsqlTransaction transaction, string institution, string code, NameForms forms)
    {
        var changed = 0;
        var told = new List<(Func<NpgsqlTransaction, IReadOnlyCollection<Guid>, Task> Tell, Guid Id)>();
        foreach (var place in TextPlace.All)
        {
            var struck = await Strike(transaction, place, institution, forms.Patterns, text => Struck(place, text, forms, code));
            changed += struck.Count;
            told.AddRange(struck.Where(_ => place.Tell is not null).Select(text => (place.Tell!, text.Told!.Value)));
        }

        // Once each, however many of its texts had the name.
        foreach (var things in told.Distinct().GroupBy(thing => thing.Tell, thing => thing.Id))
        {
            await things.Key(transaction, [.. things]);
        }

        return changed;
    }

    /// <returns>The texts that were changed.</returns>
    private static async Task<IReadOnlyList<FoundText>> Strike(
        NpgsqlTransaction transaction, TextPlace place, string institution, IReadOnlyList<string> patterns, Func<string, string> strike)
    {
        var told = place.Tell is null ? "null::uuid" : "place." + place.Told;
        // Decomposed, so that an accent is a mark that can be passed over. A locked row keeps its spot until it is written.
        var find = $"""
            select place.ctid::text as spot, normalize(place.{place.Column}::text, nfd) as text, {told} as told from {place.Table} as place
            where {place.Scope}
              and regexp_replace(normalize(place.{place.Column}::text, nfd), '[\u0300-\u036F]', '', 'g') ilike any (@patterns)
            for no key update of place
            """;
        var write = $"""
            update {place.Table} as place set {place.Column} = {place.AsWritten}
            from unnest(@spots, @texts) as struck (spot, text) where place.ctid = struck.spot::tid
            """;
        var connection = transaction.Connection!;
        var found = await connection.QueryAsync<FoundText>(find, new { institution, patterns = patterns.ToArray() }, transaction);
        var struck = found.Select(text => text with { Text = strike(text.Text) }).Zip(found).Where(pair => pair.First.Text != pair.Second.Text)
            .Select(pair => pair.First).ToList();
        if (struck.Count > 0)
        {
            await connection.ExecuteAsync(
                write, new { spots = struck.Select(text => text.Spot).ToArray(), texts = struck.Select(text => text.Text).ToArray() }, transaction);
        }

        return struck;
    }

    private static string Struck(TextPlace place, string text, NameForms forms, string code)
    {
        if (!place.IsJson)
        {
            return forms.Strike(text, code);
        }

        var (json, found) = (JsonNode.Parse(text), false);
        FreeTexts.Change(json, words =>
        {
            var struck = forms.Strike(words, code);
            found |= struck != words;
            return struck;
        });
        return found ? json!.ToJsonString(StrictJson.Options) : text;
    }

    private sealed record FoundText(string Spot, string Text, Guid? Told);
}
