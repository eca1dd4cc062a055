using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Agreements.Reading;

/// <summary>The agreement with its layers, hashes and consents; and the terms as at a date.</summary>
public static class ReadAgreementEndpoint
{
    private const string Layers = """
        select layer.version, layer.effective_from, layer.content, layer.hash, 
            case when layer.withdrawn_at is not null then 'withdrawn' when layer.in_force_since is null then 'pending' else 'inForce' end as state,
            array(select institution from interventions.layer_consent as consent
                  where consent.agreement = layer.agreement and consent.version = layer.version order by institution) as consents,
            array(select consented_by from interventions.layer_consent as consent
                  where consent.agreement = layer.agreement and consent.version = layer.version order by institution) as subjects
        from interventions.agreement_layer as layer where layer.agreement = @reference order by layer.version
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/agreements/{reference}", (string reference, HttpContext http, NpgsqlDataSource database) =>
            AgreementAccess.Read(http, database, reference, (connection, agreement) => Read(connection, agreement, Caller.Of(http.User)))).For(AgreementAccess.Readers);
        routes.MapGet("/api/v1/agreements/{reference}/terms", (string reference, DateOnly on, HttpContext http, NpgsqlDataSource database) =>
            AgreementAccess.Read(http, database, reference, (_, agreement) => Task.FromResult(ReadTerms(agreement, on)))).For(AgreementAccess.Readers).Produces(200).ProducesProblem(422);
    }

    private static async Task<IResult> Read(NpgsqlConnection connection, Agreement agreement, Caller caller)
    {
        var layers = (await connection.QueryAsync<LayerRow>(Layers, new { reference = agreement.Ref })).AsList();
        return Results.Ok(new
        {
            agreement.Ref,
            agreement.Parties,
            layers = layers.Select(layer => new
            {
                layer.Version,
                layer.EffectiveFrom,
                layer.Hash,
                inForce = layer.State == LayerLife.InForce,
                layer.Consents,
                acts = ActsOf(layer),
                content = JsonSerializer.Deserialize<JsonElement>(layer.Content),
            }),
        });

        IReadOnlyList<string> ActsOf(LayerRow layer) => LayerLife.ActsOf(
            layer.State, layer.Version, layers.Exists(earlier => earlier.Version < layer.Version && earlier.State == LayerLife.Pending),
            LayerLife.Asked(layer.Hash, agreement.Parties, layer.Consents.Zip(layer.Subjects)), caller.Institution, caller.Role, caller.Subject);
    }

    private static IResult ReadTerms(Agreement agreement, DateOnly on) => agreement.TermsAt(on) is { } terms
        ? Results.Ok(new { agreement.Ref, on, terms.Version, year = terms.YearOf(on).Label, terms.Content })
        : Problem.From(Refusal.Invalid("no-terms-in-force", $"{agreement.Ref} has no terms in force on {on:yyyy-MM-dd}."));

    // Dapper fills arrays by property, not by constructor.
    private sealed record LayerRow
    {
        public int Version { get; init; }

        public DateOnly EffectiveFrom { get; init; }

        public string Content { get; init; } = "";

        public string Hash { get; init; } = "";

        public string State { get; init; } = "";

        public string[] Consents { get; init; } = [];

        public string[] Subjects { get; init; } = [];
    }
}
