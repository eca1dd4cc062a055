using HourExchange.Contracts.Access;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Cancelling;

/// <summary>
/// A registrar cancels a line. What has never been announced to the ledger is cancelled at once; what is posted stands until
/// both keys have turned over the revision that asks to cancel it.
/// </summary>
public static class CancelEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/interventions/{id:guid}/cancellations",
            (Guid id, ReasonRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Cancel(transaction, id, request, http, clock))).For(Roles.Registrar);

    private static Task<Decision<Answer>> Cancel(NpgsqlTransaction transaction, Guid id, ReasonRequest request, HttpContext http, TimeProvider clock) =>
        ChangeLine.Run(transaction, id, LineAct.Cancel, request.Reason, http, clock.GetUtcNow(), (line, _) =>
        {
            var posted = line.Stands;
            return Task.FromResult<Decision<StoredLine>>(posted && line.Cancels
                ? Refusal.Conflict("cancellation-pending", "The line already asks to be cancelled: both keys decide.")
                : line with
                {
                    State = LineLife.Name(posted ? LineState.Delivered : LineState.Cancelled),
                    Revision = line.Revision + 1,
                    Cancels = posted,
                    DisputedFrom = null,
                    DisputedBy = null,
                    TermsVersion = null,
                    CreditedMinutes = null,
                });
        });
}
