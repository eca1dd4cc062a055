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

namespace HourExchange.Interventions.Agreements.Recording;

/// <summary>A party's management records an agreement. It takes effect when every party's management has consented. A dry run says what would be refused.</summary>
public static class RecordAgreementEndpoint
{
    private const string UnknownInstitutions = """
        select code from unnest(@parties) as code where not exists (select from interventions.institution where institution.code = code.code)
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements", (AgreementContent request, bool? dryRun, HttpContext http, HttpWrites writes, TimeProvider clock) =>
            writes.Run(http, request, transaction => Record(transaction, request, Caller.Of(http.User), clock.GetUtcNow()), dryRun == true))
            .For(Roles.Management).WithName("recordAgreement");

    private static async Task<Decision<MadeOnce<LayerConsents>>> Record(NpgsqlTransaction transaction, AgreementContent agreement, Caller caller, DateTimeOffset now)
    {
        if (AgreementRules.Check(agreement) is { } broken)
        {
            return broken;
        }

        if (!agreement.Parties.Contains(caller.Institution, StringComparer.Ordinal))
        {
            return Refusal.Forbidden("agreement-of-others", $"{caller.Institution} is no party to this agreement.");
        }

        var unknown = (await transaction.Connection!.QueryAsync<string>(
            UnknownInstitutions, new { parties = agreement.Parties.ToArray() }, transaction)).AsList();
        if (unknown.Count > 0)
        {
            var institutions = string.Join(", ", unknown);
            return Refusal.Invalid("institution-unknown", $"Not known: {institutions}.");
        }

        var (content, hash) = HashedText.Of(agreement);
        if (!await AgreementStore.Insert(transaction, agreement, content, hash, caller.Institution, caller.Subject, now))
        {
            return Refusal.Conflict("agreement-ref-taken", $"The ref {agreement.Ref} is taken.");
        }

        return Answer.CreatedOnce($"/api/v1/agreements/{agreement.Ref}", new LayerConsents(agreement.Ref, 1, hash, InForce: false, []));
    }
}
