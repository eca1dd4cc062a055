using System.Text.Json;
using System.Text.Json.Nodes;
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
        select layer.version, layer.effective_from, layer.content, layer.hash, layer.recorded_for, layer.recorded_by,
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
            AgreementAccess.Read(http, database, reference, (connection, agreement) => Read(connection, agreement, Caller.Of(http.User))))
            .For(AgreementAccess.Readers).WithName("getAgreement");
        routes.MapGet("/api/v1/agreements/{reference}/terms", (string reference, DateOnly on, HttpContext http, NpgsqlDataSource database) =>
            AgreementAccess.Read(http, database, reference, (_, agreement) => Task.FromResult(ReadTerms(agreement, on))))
            .For(AgreementAccess.Readers).WithName("getTerms");
    }

    private static async Task<Shown<AgreementView>> Read(NpgsqlConnection connection, Agreement agreement, Caller caller)
    {
        var layers = (await connection.QueryAsync<LayerRow>(Layers, new { reference = agreement.Ref })).AsList();
        return new AgreementView(
            agreement.Ref, agreement.Parties, [.. layers.Select(layer => layer.ToView(ActsOf(layer), DifferencesOf(layer, layers)))], ActsOn(agreement, caller.Role));

        [ForeseesRefusals]
        IReadOnlyList<string> ActsOf(LayerRow layer) => LayerLife.ActsOf(
            layer.State, layer.Version, layers.Exists(earlier => earlier.Version < layer.Version && earlier.State == LayerLife.Pending),
            LayerLife.Asked(layer.Hash, agreement.Parties, layer.Consents.Zip(layer.Subjects), layer.RecordedFor, layer.RecordedBy), caller.Institution, caller.Role, caller.Subject);
    }

    /// <summary>What a role may do with the agreement as a whole; acts on one of its layers stand there.</summary>
    private static IReadOnlyList<string> ActsOn(Agreement agreement, string role) => role switch
    {
        Roles.Management when agreement.IsInForce => ["amend", "give-notice", "record", "count-placements"],
        Roles.Management => ["record"],
        Roles.Registrar when agreement.IsInForce => ["count-placements"],
        _ => [],
    };

    /// <summary>Beside what would hold on its day without it; layers that still wait count as if they were in force, since later ones come on top of them.</summary>
    private static IReadOnlyList<TermDifference> DifferencesOf(LayerRow layer, IReadOnlyList<LayerRow> all)
    {
        if (layer.Version == 1)
        {
            return [];
        }

        var before = all.Where(other => other.State != LayerLife.Withdrawn && (other.EffectiveFrom, other.Version).CompareTo((layer.EffectiveFrom, layer.Version)) < 0)
            .OrderBy(other => (other.EffectiveFrom, other.Version)).Aggregate(new JsonObject(), (content, other) => MergePatch.Apply(content, other.Changes));
        return TermDifference.Of(before, layer.Changes);
    }

    private static Shown<TermsView> ReadTerms(Agreement agreement, DateOnly on) => agreement.TermsAt(on) is { } terms
        ? new TermsView(agreement.Ref, on, terms.Version, terms.YearOf(on).Label, terms.Content)
        : Refusal.Invalid("no-terms-in-force", $"{agreement.Ref} has no terms in force on {on:yyyy-MM-dd}.");

    // Dapper fills arrays by property, not by constructor.
    private sealed record LayerRow
    {
        public int Version { get; init; }

        public DateOnly EffectiveFrom { get; init; }

        public string Content { get; init; } = "";

        public string Hash { get; init; } = "";

        public string State { get; init; } = "";

        public string? RecordedFor { get; init; }

        public string? RecordedBy { get; init; }

        public string[] Consents { get; init; } = [];

        public string[] Subjects { get; init; } = [];

        /// <summary>What was signed is the content itself; an amendment's content says what it changes.</summary>
        public JsonObject Changes => JsonNode.Parse(Content)!.AsObject() is var content && Version == 1 ? content : content["changes"]!.AsObject();

        public LayerView ToView(IReadOnlyList<string> acts, IReadOnlyList<TermDifference> differences) =>
            new(Version, EffectiveFrom, Hash, State == LayerLife.InForce, Consents, acts, JsonSerializer.Deserialize<JsonElement>(Content), State, differences);
    }
}

/// <summary>An agreement with every layer that was recorded.</summary>
/// <param name="Ref">Its code.</param>
/// <param name="Parties">Codes of the institutions.</param>
/// <param name="Layers">In the order of their versions, the withdrawn ones too.</param>
/// <param name="Acts">What the caller may do with the agreement: record what is promised, decided and attached beside its terms is <c>record</c>.</param>
public sealed record AgreementView(string Ref, IReadOnlyList<string> Parties, IReadOnlyList<LayerView> Layers,
    [property: KnownValues("amend", "give-notice", "record", "count-placements")] IReadOnlyList<string>? Acts = null);

/// <summary>The agreement as signed, or an amendment or annex to it.</summary>
/// <param name="Version">1: the agreement as signed.</param>
/// <param name="EffectiveFrom">First day on which it holds, once it is in force.</param>
/// <param name="Hash">Of the content: what is consented to.</param>
/// <param name="InForce">Whether every party has consented.</param>
/// <param name="Consents">Codes of the parties that have consented.</param>
/// <param name="Acts">What the caller may do with it now.</param>
/// <param name="Content">Version 1: the agreement as it was recorded (AgreementContent); later: the amendment (AmendmentContent).</param>
/// <param name="State">Where it stands: it waits for consents, holds from its day on, or was taken back.</param>
/// <param name="Differences">Of an amendment, term by term.</param>
public sealed record LayerView(int Version, DateOnly EffectiveFrom, string Hash, bool InForce, IReadOnlyList<string> Consents,
    [property: KnownValues("consent", "withdraw")] IReadOnlyList<string> Acts, JsonElement Content,
    [property: KnownValues(LayerLife.Pending, LayerLife.InForce, LayerLife.Withdrawn)] string? State = null, IReadOnlyList<TermDifference>? Differences = null);

/// <summary>The terms that hold on one day.</summary>
/// <param name="Ref">Code of the agreement.</param>
/// <param name="On">The day asked about.</param>
/// <param name="Version">The highest of the layers that make these terms.</param>
/// <param name="Year">The academic year of the day.</param>
/// <param name="Content">What was signed, changed by every layer that has taken effect.</param>
public sealed record TermsView(string Ref, DateOnly On, int Version, string Year, AgreementContent Content);
