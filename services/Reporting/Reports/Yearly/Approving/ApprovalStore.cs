using Dapper;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting.Reports.Yearly.Domain;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly.Approving;

/// <summary>Reads and writes approvals; none is ever taken back.</summary>
internal static class ApprovalStore
{
    private const string All = """
        select institution, subject, hash, figures_hash, comments_hash, approved_at from reporting.approval
        where agreement = @agreement and year = @year order by approved_at, institution
        """;

    private const string Insert = """
        insert into reporting.approval (agreement, year, hash, institution, subject, approved_at, figures_hash, comments_hash)
        values (@agreement, @year, @Hash, @Institution, @Subject, @now, @FiguresHash, @CommentsHash)
        """;

    public static async Task<IReadOnlyList<GivenApproval>> Read(NpgsqlConnection connection, string agreement, string year, NpgsqlTransaction moment) =>
        await HotStatement.Query<GivenApproval>(connection, moment, All, new("agreement", agreement), new("year", year));

    public static Task Add(NpgsqlTransaction transaction, string agreement, string year, YearlyContent content, Caller caller, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            Insert, new { agreement, year, content.Hash, caller.Institution, caller.Subject, now, content.FiguresHash, content.CommentsHash }, transaction);
}

/// <summary>An approval as it was given.</summary>
internal sealed record GivenApproval(string Institution, string Subject, string Hash, string FiguresHash, string CommentsHash, DateTime ApprovedAt);
