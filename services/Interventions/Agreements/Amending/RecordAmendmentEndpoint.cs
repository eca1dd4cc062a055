using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Consenting;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Interventions.Agreements.Amending;

/// <summary>
/// A party's management records an amendment or annex: a dated layer that takes effect when every party's management has
/// consented to its hash. It never reprices what is confirmed. A dry run says what would be refused.
/// </summary>
public static class RecordAmendmentEndpoint
{
    private const string Insert = """
        insert into interventions.agreement_layer (agreement, version, effective_from, content, hash, recorded_for, recorded_by)
        values (@reference, (select max(version) + 1 from interventions.agreement_layer where agreement = @reference), @EffectiveFrom, @content, @hash,
            @Institution, @Subject)
        returning version
        """;

    private const string HasClosedYear = "select exists (select from interventions.closed_year where agreement = @reference)";

    private const string Withdraw = """
        update interventions.agreement_layer set withdrawn_at = @now, withdrawn_by = @subject
        where agreement = @reference and version = @Version
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/agreements/{reference}/amendments",
            (string reference, AmendmentContent request, bool? dryRun, HttpContext http, HttpWrites writes) =>
                writes.Run(http, request, transaction => Record(transaction, reference, request, Caller.Of(http.User)), dryRun == true))
            .For(Roles.Management).WithName("recordAmendment");
        routes.MapPost("/api/v1/agreements/{reference}/withdrawals",
            (string reference, ConsentRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => TakeBack(transaction, reference, request.Hash, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Management).WithName("withdrawAmendment");
    }

    private static async Task<Decision<MadeOnce<LayerConsents>>> Record(NpgsqlTransaction transaction, string reference, AmendmentContent amendment, Caller caller)
    {
        if (await AgreementStore.Load(transaction.Connection!, transaction, reference, caller.Institution) is not { } agreement)
        {
            return Refusal.NotFound("agreement");
        }

        if (!agreement.IsInForce)
        {
            return Refusal.Conflict("agreement-not-in-force", "An agreement is amended once every party has consented to it.");
        }

        await AgreementStore.LockForLines(transaction, reference);
        var hasClosedYear = await transaction.Connection!.ExecuteScalarAsync<bool>(HasClosedYear, new { reference }, transaction);
        if (AmendmentRules.Check(await AgreementStore.LoadLayers(transaction, reference), amendment, hasClosedYear) is { } broken)
        {
            return broken;
        }

        var (content, hash) = HashedText.Of(amendment);
        var version = await transaction.Connection!.ExecuteScalarAsync<int>(Insert, new { reference, amendment.EffectiveFrom, content, hash, caller.Institution, caller.Subject }, transaction);
        return Answer.CreatedOnce($"/api/v1/agreements/{reference}", new LayerConsents(reference, version, hash, InForce: false, []));
    }

    /// <summary>What not all have consented to may be taken back by any of them.</summary>
    private static async Task<Decision<Answer<WithdrawnLayer>>> TakeBack(NpgsqlTransaction transaction, string reference, string hash, Caller caller, DateTimeOffset now)
    {
        if (await AgreementStore.Load(transaction.Connection!, transaction, reference, caller.Institution) is null)
        {
            return Refusal.NotFound("agreement");
        }

        var layer = await AgreementStore.LockLayer(transaction, reference, hash);
        if (LayerLife.CheckWithdrawal(layer?.State, layer?.Version ?? 0) is { } refusal)
        {
            return refusal;
        }

        await transaction.Connection!.ExecuteAsync(Withdraw, new { reference, layer!.Version, now, subject = caller.Subject }, transaction);
        return Answer.Ok(new WithdrawnLayer(reference, hash, Withdrawn: true));
    }
}

/// <summary>An amendment that was taken back before all had consented.</summary>
/// <param name="Ref">Code of the agreement.</param>
/// <param name="Hash">Of the amendment's content.</param>
/// <param name="Withdrawn">True.</param>
public sealed record WithdrawnLayer(string Ref, string Hash, bool Withdrawn);
