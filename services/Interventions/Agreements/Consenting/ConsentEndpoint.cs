using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Agreements.Consenting;

/// <summary>The management of a party consents to a layer's content hash. With the last consent the layer is in force.</summary>
public static class ConsentEndpoint
{
    private const string LockLayer = """
        select version, in_force_since is not null as in_force from interventions.agreement_layer
        where agreement = @reference and hash = @hash and withdrawn_at is null for update
        """;

    // Layers come into force in the order of their versions, so that a version and a date say which terms held.
    private const string Earlier = """
        select exists (select from interventions.agreement_layer
        where agreement = @reference and version < @version and in_force_since is null and withdrawn_at is null)
        """;

    private const string Insert = """
        insert into interventions.layer_consent (agreement, version, institution, consented_by, consented_at)
        values (@reference, @version, @institution, @subject, @now) on conflict do nothing
        """;

    private const string SamePerson = """
        select exists (select from interventions.layer_consent
        where agreement = @reference and version = @version and consented_by = @subject and institution <> @institution)
        """;

    private const string Consented = """
        select institution from interventions.layer_consent where agreement = @reference and version = @version order by institution
        """;

    private const string PutInForce = """
        update interventions.agreement_layer set in_force_since = @now where agreement = @reference and version = @version
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/consents",
            (string reference, ConsentRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Consent(transaction, reference, request.Hash, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Management).WithName("consentToAgreement");

    private static async Task<Decision<Made<LayerConsents>>> Consent(
        NpgsqlTransaction transaction, string reference, string hash, Caller caller, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        if (await AgreementStore.Load(connection, transaction, reference, caller.Institution) is not { } agreement)
        {
            return Refusal.NotFound("agreement");
        }

        var layer = await connection.QuerySingleOrDefaultAsync<LayerRow>(LockLayer, new { reference, hash }, transaction);
        if (layer is null)
        {
            return new Refusal(RefusalKind.Stale, "consent-hash-unknown", "No version of this agreement has that hash: read it again.");
        }

        if (await connection.ExecuteScalarAsync<bool>(Earlier, new { reference, layer.Version }, transaction))
        {
            return Refusal.Conflict("earlier-layer-pending", "An earlier amendment still waits for consents: consent to it or withdraw it first.");
        }

        if (await connection.ExecuteScalarAsync<bool>(
            SamePerson, new { reference, layer.Version, institution = caller.Institution, subject = caller.Subject }, transaction))
        {
            return Refusal.Forbidden("consented-by-same-person", "Each management consents by a person of its own.");
        }

        await connection.ExecuteAsync(
            Insert, new { reference, layer.Version, institution = caller.Institution, subject = caller.Subject, now }, transaction);
        var consents = (await connection.QueryAsync<string>(Consented, new { reference, layer.Version }, transaction)).AsList();
        var inForce = agreement.Parties.All(consents.Contains);
        if (inForce && !layer.InForce)
        {
            // What it was recorded on top of may have been withdrawn since.
            var layers = (await AgreementStore.LoadLayers(transaction, reference)).Where(known => known.Version <= layer.Version).ToList();
            if (layer.Version > 1 && AmendmentRules.CheckTimeline(layers, HttpJson.Options) is { } broken)
            {
                return Refusal.Conflict("amendment-no-longer-fits", $"With what has been withdrawn the amendment breaks a rule ({broken.Code}): withdraw it.");
            }

            await connection.ExecuteAsync(PutInForce, new { reference, layer.Version, now }, transaction);
            await TermsAnnouncement.Add(transaction, (await AgreementStore.Load(connection, transaction, reference, caller.Institution))!);
        }

        return Answer.Created($"/api/v1/agreements/{reference}", new LayerConsents(reference, layer.Version, hash, inForce, consents));
    }

    private sealed record LayerRow(int Version, bool InForce);
}
