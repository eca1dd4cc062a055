using Dapper;
using HourExchange.Ledger.Consenting;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>Writes nettings and what was decided on them.</summary>
internal static class NettingStore
{
    private const string Insert = """
        insert into ledger.netting (id, currency, content, content_hash, proposed_for, proposed_by, proposed_at)
        values (@id, @currency, @Text, @Hash, @Institution, @Subject, @now)
        """;

    private const string InsertShare = """
        insert into ledger.netting_share (netting, institution, net_position, content, content_hash) values (@id, @Institution, @NetPosition, @Text, @Hash)
        """;

    private const string InsertSettlements = "insert into ledger.netting_settlement (netting, settlement) select @id, unnest(@settlements)";

    private const string Open = "select count(*) from ledger.netting where proposed_for = @institution and state = @state";

    private const string Lock = "select 1 from ledger.netting where id = @id for update";

    private const string InsertDecision = """
        insert into ledger.netting_decision (netting, institution, subject, consents, reason, decided_at)
        values (@id, @Institution, @Subject, @consents, @reason, @now)
        """;

    private const string Decide = "update ledger.netting set state = @state, decided_at = @now where id = @Id";

    public static async Task<Guid> Add(
        NpgsqlTransaction transaction, ProposedNetting netting, IEnumerable<Guid> settlements, Caller caller, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7();
        var (text, hash) = HashedText.Of(netting.Content);
        await transaction.Connection!.ExecuteAsync(
            Insert, new { id, currency = netting.Content.Currency, Text = text, Hash = hash, caller.Institution, caller.Subject, now }, transaction);
        await transaction.Connection!.ExecuteAsync(
            InsertShare, netting.Shares.Select(share => new { id, share.Content.Institution, share.Content.NetPosition, share.Text.Text, share.Text.Hash }), transaction);
        await transaction.Connection!.ExecuteAsync(InsertSettlements, new { id, settlements = settlements.ToArray() }, transaction);
        return id;
    }

    public static Task<long> CountOpen(NpgsqlTransaction transaction, string institution) =>
        transaction.Connection!.ExecuteScalarAsync<long>(Open, new { institution, state = ProposalLife.Open }, transaction);

    public static Task LockRow(NpgsqlTransaction transaction, Guid id) => transaction.Connection!.ExecuteAsync(Lock, new { id }, transaction);

    public static Task AddDecision(NpgsqlTransaction transaction, Guid id, Caller caller, bool consents, string? reason, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(InsertDecision, new { id, caller.Institution, caller.Subject, consents, reason, now }, transaction);

    /// <summary>Moves a netting as <see cref="ProposalLife"/> has it; its moment is the one at which it was decided.</summary>
    public static Task Move(NpgsqlTransaction transaction, StoredNetting netting, ProposalAct act, bool isWhole, DateTimeOffset now)
    {
        var state = ProposalLife.Table.Next(netting.State, act, isWhole);
        return state == netting.State ? Task.CompletedTask : transaction.Connection!.ExecuteAsync(Decide, new { netting.Id, state, now }, transaction);
    }
}
