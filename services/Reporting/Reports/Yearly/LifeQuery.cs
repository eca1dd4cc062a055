using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting.Reports.Yearly.Approving;
using HourExchange.Reporting.Reports.Yearly.Domain;
using HourExchange.Reporting.Reports.Yearly.Editions;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>Reads where a bilan stands.</summary>
internal static class LifeQuery
{
    private const string Behind = """
        select coalesce(bool_or(head_number > applied_number or behind_since is not null), false) from reporting.book
        where generation = (select number from reporting.generation where live) and ref = @agreement
        """;

    public static async Task<bool> IsBehind(NpgsqlConnection connection, string agreement, NpgsqlTransaction moment) =>
        (await HotStatement.Query<bool>(connection, moment, Behind, new NpgsqlParameter("agreement", agreement))).Single();

    public static async Task<ReportLife> Read(ReportMoment moment, YearlyReport report, Caller caller)
    {
        var content = YearlyContent.Of(report);
        var missing = YearlyContent.Missing(report, await IsBehind(moment.Connection, report.Agreement, moment.Transaction));
        var approvals = await ApprovalStore.Read(moment.Connection, report.Agreement, report.Year, moment.Transaction);
        var editions = await EditionStore.Read(moment.Connection, report.Agreement, report.Year, moment.Transaction);
        var isFrozen = editions is [.., var latest] && latest.Hash == content.Hash;
        var mayApprove = !isFrozen && missing.Count == 0
            && approvals.All(approval => approval.Hash != content.Hash || (approval.Institution != caller.Institution && approval.Subject != caller.Subject));
        return new ReportLife(
            content.Hash, missing,
            [.. approvals.Select(one => new ApprovalView(one.Institution, one.ApprovedAt, one.Hash, content.ChangeSince(one.Hash, one.FiguresHash, one.CommentsHash)))],
            editions,
            caller.Role != Roles.Management ? [] : mayApprove ? ["comment", "approve"] : ["comment"],
            editions.Count == 0 ? [] : await EditionStore.Since(moment.Connection, report, content, moment.Transaction));
    }
}
