using Dapper;
using HourExchange.Ledger.Consenting;
using Npgsql;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>
/// A settlement that is paid, netted or reopened keeps every other netting that holds it from binding: they become void, saying
/// why (docs/domain.md, Year end). Under the lock of the settlement's book.
/// </summary>
internal static class VoidNettings
{
    private const string Sql = """
        update ledger.netting set state = @state, decided_at = @now, void_because = @because
        where id in (
            select netting.id from ledger.netting
            where netting.state = @open and netting.id is distinct from @bound
                and exists (select from ledger.netting_settlement as netted where netted.netting = netting.id and netted.settlement = any(@settlements))
            order by netting.id for update)
        """;

    /// <param name="because">One of <see cref="ProposalLife.VoidReasons"/>.</param>
    /// <param name="bound">The netting that takes them; else null.</param>
    public static Task Run(NpgsqlTransaction transaction, IEnumerable<Guid> settlements, string because, DateTimeOffset now, Guid? bound = null) =>
        transaction.Connection!.ExecuteAsync(
            Sql,
            new { state = ProposalLife.Table.Next(ProposalLife.Open, ProposalAct.Void), open = ProposalLife.Open, settlements = settlements.ToArray(), because, now, bound },
            transaction);
}
