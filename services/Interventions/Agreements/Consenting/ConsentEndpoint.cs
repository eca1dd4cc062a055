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
    private const string Earlier = """
        select exists (select from interventions.agreement_layer
        where agreement = @reference and version < @version and in_force_since is null and withdrawn_at is null)
        """;

    private const string Insert = """
        insert into interventions.layer_consent (agreement, version, institution, consented_by, consented_at)
        values (@reference, @version, @institution, @subject, @now) on conflict do nothing
        """;

    private const string Consented = """
        select institution, consented_by from interventions.layer_consent where agreement = @reference and version = @version order by institution
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

        if (await AgreementStore.LockLayer(transaction, reference, hash) is not { } layer)
        {
            return LayerLife.Unknown;
        }

        var asked = LayerLife.Asked(hash, agreement.Parties, await ReadConsents(), layer.RecordedFor, layer.RecordedBy);
        if (LayerLife.CheckConsent(
            layer.State, await connection.ExecuteScalarAsync<bool>(Earlier, new { reference, layer.Version }, transaction), asked,
            caller.Institution, caller.Subject) is { } refusal)
        {
            return refusal;
        }

        await connection.ExecuteAsync(
            Insert, new { reference, layer.Version, institution = caller.Institution, subject = caller.Subject, now }, transaction);
        var state = LayerLife.Table.Next(layer.State, LayerAct.Consent, asked.AreWholeWith(caller.Institution));
        var inForce = state == LayerLife.InForce;
        if (inForce && layer.State != state)
        {
            // What it was recorded on top of may have been withdrawn since.
            var layers = (await AgreementStore.LoadLayers(transaction, reference)).Where(known => known.Version <= layer.Version).ToList();
            if (layer.Version > 1 && AmendmentRules.CheckTimeline(layers) is { } broken)
            {
                return Refusal.Conflict("amendment-no-longer-fits", $"With what has been withdrawn the amendment breaks a rule ({broken.Code}): withdraw it.");
            }

            await connection.ExecuteAsync(PutInForce, new { reference, layer.Version, now }, transaction);
            await TermsAnnouncement.Add(transaction, (await AgreementStore.Load(connection, transaction, reference, caller.Institution))!);
        }

        var consents = (await ReadConsents()).Select(one => one.Institution);
        return Answer.Created($"/api/v1/agreements/{reference}", new LayerConsents(reference, layer.Version, hash, inForce, [.. consents]));

        Task<IEnumerable<(string Institution, string Subject)>> ReadConsents() =>
            connection.QueryAsync<(string Institution, string Subject)>(Consented, new { reference, layer.Version }, transaction);
    }
}
