using HourExchange.Contracts.Access;
using HourExchange.Interventions.SigningAgreement;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.RegisteringIntervention;

/// <summary>A registrar registers a line as delivered, in either direction, without keys.</summary>
public static class RegisterInterventionEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/interventions", (InterventionRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
            writes.Run(http, request, transaction => Register(transaction, request, Caller.Of(http.User), clock.GetUtcNow()))).For(Roles.Registrar)
            .Produces<InterventionView>().Produces<InterventionView>(201);

    private static async Task<Decision<Answer>> Register(NpgsqlTransaction transaction, InterventionRequest request, Caller caller, DateTimeOffset now)
    {
        if (await AgreementStore.Load(transaction.Connection!, transaction, request.Agreement, caller.Institution) is not { } agreement)
        {
            return Refusal.NotFound("agreement");
        }

        var outcome = (await RegisterLines.Run(transaction, agreement, [request.ToDraft()], caller, import: null, onlyIfAllGood: true, now))[0];
        if (outcome.Faults.Count > 0)
        {
            var first = outcome.Faults[0];
            return Refusal.Invalid(first.Code, first.Message) with
            {
                Extensions = new Dictionary<string, object?> { ["field"] = first.Field, ["faults"] = outcome.Faults },
            };
        }

        var line = await InterventionQuery.Find(transaction.Connection!, transaction, outcome.Id!.Value);
        return outcome.IsDuplicate ? Answer.Ok(line!) : Answer.Created($"/api/v1/interventions/{outcome.Id}", line!);
    }
}
