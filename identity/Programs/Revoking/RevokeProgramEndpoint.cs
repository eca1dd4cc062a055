using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;

namespace HourExchange.Identity.Programs.Revoking;

/// <summary>A program gets no token any more; the last it got ends within five minutes.</summary>
public static class RevokeProgramEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/programs/{clientId}/revocations", Revoke).For(Roles.Admin).WithName("revokeProgram");

    private static async Task<Written<Answer<ProgramView>>> Revoke(string clientId, HttpContext http, HttpWrites writes, TimeProvider clock) =>
        await writes.Run(http, null, async transaction =>
            await ProgramStore.Revoke(transaction, clientId, Caller.Of(http.User).Institution, clock.GetUtcNow()) is { } revoked
                ? Answer.Ok(revoked)
                : (Decision<Answer<ProgramView>>)Refusal.NotFound("program"));
}
