using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Consenting;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Reports.Yearly.Domain;
using HourExchange.Reporting.Reports.Yearly.Editions;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly.Approving;

/// <summary>A party's management approves what it has read. With the last party's approval the bilan is numbered and frozen.</summary>
public static class ApproveEndpoint
{
    private static readonly ConsentRefusals Refusals = new(
        Stale: new Refusal(RefusalKind.Stale, "report-outdated", "The report has changed since it was read: read it again."),
        ByAsker: Refusal.Forbidden("report-by-same-person", "Who approved for another party cannot approve for this one."),
        BySamePerson: Refusal.Forbidden("report-by-same-person", "Who approved for another party cannot approve for this one."),
        Again: Refusal.Conflict("report-approved", "Your institution has approved this content."));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/reports/yearly/{agreement}/{year}/approvals",
            (string agreement, string year, ApprovalDraft request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Approve(transaction, agreement, year, request.Hash, Caller.Of(http.User), clock)))
            .For(Roles.Management).WithName("approveYearlyReport");

    private static async Task<Decision<Made<GivenApprovalView>>> Approve(
        NpgsqlTransaction transaction, string agreement, string year, string hash, Caller caller, TimeProvider clock)
    {
        if ((await BilanAccess.Find(transaction.Connection!, agreement, year, caller.Institution, transaction)).IsRefused(out var refusal, out var found))
        {
            return refusal;
        }

        await BilanAccess.TakeTurn(transaction, found.Agreement, found.Year);
        var report = await YearlyQuery.Read(transaction.Connection!, found.Agreement, found.Year, clock.Today(), transaction);
        var content = YearlyContent.Of(report);
        if (await EditionStore.LatestHash(transaction, agreement, year) == content.Hash)
        {
            return Refusal.Conflict("report-approved", "This content is frozen as an edition.");
        }

        var given = (await ApprovalStore.Read(transaction.Connection!, agreement, year, transaction)).Where(approval => approval.Hash == content.Hash).ToList();
        var consents = new Consents(content.Hash, [.. found.Agreement.Parties], null, [.. given.Select(approval => new Consent(approval.Institution, approval.Subject))], Refusals);
        if (consents.CheckHash(hash) is { } stale)
        {
            return stale;
        }

        if (YearlyContent.Missing(report, await LifeQuery.IsBehind(transaction.Connection!, agreement, transaction)) is { Count: > 0 } missing)
        {
            var parts = string.Join(", ", missing.Select(part => part.Rubric ?? part.Kind));
            return Refusal.Conflict("report-incomplete", $"The report is not complete: {parts}.");
        }

        if (consents.CheckPerson(caller.Institution, caller.Subject) is { } person)
        {
            return person;
        }

        await ApprovalStore.Add(transaction, agreement, year, content, caller, clock.GetUtcNow());
        var edition = consents.AreWholeWith(caller.Institution)
            ? await FreezeEdition.Run(transaction, found.Agreement, found.Year, report, content, clock)
            : (int?)null;
        return Answer.Created($"/api/v1/reports/yearly/{agreement}/{year}", new GivenApprovalView(content.Hash, [.. consents.Waiting.Where(party => party != caller.Institution)], edition));
    }
}

/// <summary>What is approved.</summary>
/// <param name="Hash">Of the content that was read.</param>
public sealed record ApprovalDraft(string Hash);

/// <summary>An approval that was given.</summary>
/// <param name="Hash">Of the content approved.</param>
/// <param name="Waiting">Parties that have not approved it yet.</param>
/// <param name="Edition">Its number, where this was the last party: the content is frozen.</param>
public sealed record GivenApprovalView(string Hash, IReadOnlyList<string> Waiting, int? Edition);
