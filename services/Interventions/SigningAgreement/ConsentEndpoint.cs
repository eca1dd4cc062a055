using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Outbox;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.SigningAgreement;

/// <summary>The management of a party consents to a layer's content hash. With the last consent the layer is in force.</summary>
public static class ConsentEndpoint
{
    private const string LockLayer = """
        select version, effective_from, content, in_force_since is not null as in_force from interventions.agreement_layer
        where agreement = @reference and hash = @hash for update
        """;

    private const string Insert = """
        insert into interventions.layer_consent (agreement, version, institution, consented_by, consented_at)
        values (@reference, @version, @institution, @subject, @now) on conflict do nothing
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
            .For(Roles.Management).Produces(201).ProducesProblem(412);

    private static async Task<Decision<Answer>> Consent(
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

        await connection.ExecuteAsync(
            Insert, new { reference, layer.Version, institution = caller.Institution, subject = caller.Subject, now }, transaction);
        var consents = (await connection.QueryAsync<string>(Consented, new { reference, layer.Version }, transaction)).AsList();
        var inForce = agreement.Parties.All(consents.Contains);
        if (inForce && !layer.InForce)
        {
            await connection.ExecuteAsync(PutInForce, new { reference, layer.Version, now }, transaction);
            var content = JsonSerializer.Deserialize<AgreementContent>(layer.Content, HttpJson.Options)!;
            await OutboxWriter.Add(transaction, new AgreementTermsChanged(
                reference, layer.Version, layer.EffectiveFrom, agreement.Parties, content.Currency, layer.Content, hash));
        }

        return Answer.Created($"/api/v1/agreements/{reference}", new { Ref = reference, layer.Version, hash, inForce, consents });
    }

    private sealed record LayerRow(int Version, DateOnly EffectiveFrom, string Content, bool InForce);
}
