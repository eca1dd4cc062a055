using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Consenting;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Interventions.Agreements.GivingNotice;

/// <summary>Management records that a notice was received. The agreement then ends with its term, or with the next when it came too late.</summary>
public static class NoticeEndpoint
{
    private const string Insert = """
        insert into interventions.notice (agreement, given_by, received_on, recorded_by_institution, recorded_by, recorded_at)
        values (@reference, @GivenBy, @ReceivedOn, @institution, @subject, @now) on conflict do nothing
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/notices",
            (string reference, NoticeRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Record(transaction, reference, request, Caller.Of(http.User), clock)))
            .For(Roles.Management).WithName("giveNotice");

    private static async Task<Decision<Made<NoticeView>>> Record(
        NpgsqlTransaction transaction, string reference, NoticeRequest request, Caller caller, TimeProvider clock)
    {
        var connection = transaction.Connection!;
        if (await AgreementStore.Load(connection, transaction, reference, caller.Institution) is not { } agreement)
        {
            return Refusal.NotFound("agreement");
        }

        var today = clock.Today();
        if (!agreement.HasParty(request.GivenBy) || request.ReceivedOn > today || agreement.TermsAt(request.ReceivedOn) is null)
        {
            return Refusal.Invalid("notice-invalid", "A party gives notice, received by today and while the agreement holds.");
        }

        await connection.ExecuteAsync(Insert, new
        {
            reference,
            request.GivenBy,
            request.ReceivedOn,
            institution = caller.Institution,
            subject = caller.Subject,
            now = clock.GetUtcNow(),
        }, transaction);
        var ending = (await AgreementStore.Load(connection, transaction, reference, caller.Institution))!;
        await TermsAnnouncement.Add(transaction, ending);
        return Answer.Created(
            $"/api/v1/agreements/{reference}/deadlines", new NoticeView(reference, request.GivenBy, request.ReceivedOn, ending.EndsOn(request.ReceivedOn)));
    }
}

/// <summary>A notice given by registered letter.</summary>
/// <param name="GivenBy">The party that ends the agreement.</param>
/// <param name="ReceivedOn">The day on which the other side received it: from it the period counts.</param>
public sealed record NoticeRequest(string GivenBy, DateOnly ReceivedOn);

/// <summary>A notice that was recorded.</summary>
/// <param name="Ref">Code of the agreement.</param>
/// <param name="GivenBy">The party that ends the agreement.</param>
/// <param name="ReceivedOn">From this day the period counts.</param>
/// <param name="EndsOn">The agreement's last day.</param>
public sealed record NoticeView(string Ref, string GivenBy, DateOnly ReceivedOn, DateOnly? EndsOn);
