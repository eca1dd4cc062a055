using Dapper;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Settlements.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>Reads nettings as an institution concerned sees them. Who has no share cannot learn that a netting exists.</summary>
internal static class NettingQuery
{
    private const string One = """
        select netting.id, netting.content, netting.content_hash, proposed_for, proposed_by, proposed_at, state, decided_at, void_because, share.content as share
        from ledger.netting join ledger.netting_share as share on share.netting = netting.id and share.institution = @institution
        where netting.id = @id
        """;

    private const string Page = """
        select netting.id, netting.currency, netting.content_hash as hash, netting.state, netting.proposed_for, netting.proposed_at, netting.decided_at,
            netting.void_because, share.net_position, exists (
                select from ledger.netting_decision as decision
                where decision.netting = netting.id and decision.institution = netting.proposed_for and not decision.consents) as is_taken_back, array(
                select other.institution from ledger.netting_share as other
                where other.netting = netting.id and netting.state = 'open' and not exists (
                    select from ledger.netting_decision as decision where decision.netting = other.netting and decision.institution = other.institution)
                order by other.institution collate "C") as waiting
        from ledger.netting_share as share join ledger.netting on netting.id = share.netting
        where share.institution = @Institution and (@after::uuid is null or share.netting > @after) and (@state::text is null or netting.state = @state)
        order by share.netting limit @limit
        """;

    private const string Decisions = """
        select institution, subject, consents, reason, decided_at from ledger.netting_decision where netting = @id order by decided_at, institution
        """;

    private const string People = """
        select id, proposed_for, proposed_by, true from ledger.netting where id = any(@ids)
        union all select netting, institution, subject, false from ledger.netting_decision where netting = any(@ids)
        """;

    private const string Payments = """
        select payer, payee, paid_on, payment_reference, recorded_for from ledger.netting_payment where netting = @id and @institution in (payer, payee)
        """;

    private const string Withdrawn = """
        select payer, payee, paid_on, payment_reference as reference, recorded_for, reason, withdrawn_at from ledger.netting_payment_withdrawal
        where netting = @id and @institution in (payer, payee) order by payer, payee, payment
        """;

    public static async Task<StoredNetting?> Find(NpgsqlConnection connection, Guid id, string institution, NpgsqlTransaction? transaction = null) =>
        await connection.QuerySingleOrDefaultAsync<StoredNetting>(One, new { id, institution }, transaction);

    public static async Task<NettingView?> View(NpgsqlConnection connection, Guid id, Caller caller, NpgsqlTransaction? transaction = null) =>
        await Find(connection, id, caller.Institution, transaction) is { } netting
            ? NettingView.Of(netting, await ReadDecisions(connection, id, transaction), await ReadPayments(connection, id, caller.Institution, transaction), caller)
            : null;

    /// <param name="state">Null for any.</param>
    public static async Task<IReadOnlyList<NettingSummary>> ReadPage(NpgsqlConnection connection, Caller caller, Guid? after, int limit, string? state = null)
    {
        var page = (await connection.QueryAsync<NettingSummary>(Page, new { caller.Institution, after, limit, state })).AsList();
        var people = (await connection.QueryAsync<(Guid Netting, string Institution, string Subject, bool Proposed)>(
            People, new { ids = page.Select(netting => netting.Id).ToArray() })).ToLookup(one => one.Netting);
        return [.. page.Select(netting => netting with { Acts = ActsOf(netting, [.. people[netting.Id]]) })];

        [ForeseesRefusals]
        IReadOnlyList<string> ActsOf(NettingSummary netting, List<(Guid Netting, string Institution, string Subject, bool Proposed)> known) => ProposalLife.ActsOf(
            netting.State,
            ProposalLife.Asked(
                netting.Hash, StoredNetting.Stale, netting.Waiting, netting.ProposedFor, known.Find(one => one.Proposed).Subject,
                known.Where(one => !one.Proposed).Select(one => (one.Institution, one.Subject))),
            caller.Institution, caller.Role, caller.Subject);
    }

    public static async Task<IReadOnlyList<NettingDecision>> ReadDecisions(NpgsqlConnection connection, Guid id, NpgsqlTransaction? transaction = null) =>
        (await connection.QueryAsync<NettingDecision>(Decisions, new { id }, transaction)).AsList();

    public static async Task<IReadOnlyList<NettedPayment>> ReadPayments(
        NpgsqlConnection connection, Guid id, string institution, NpgsqlTransaction? transaction = null)
    {
        var withdrawn = (await connection.QueryAsync<WithdrawnRow>(Withdrawn, new { id, institution }, transaction)).ToLookup(one => (one.Payer, one.Payee));
        return [.. (await connection.QueryAsync<PaymentRow>(Payments, new { id, institution }, transaction)).Select(row => new NettedPayment(
            row.Payer, row.Payee, row.PaidOn, row.PaymentReference, row.RecordedFor,
            [.. withdrawn[(row.Payer, row.Payee)].Select(one => new WithdrawnPaymentView(one.PaidOn, one.Reference, one.RecordedFor, one.Reason, one.WithdrawnAt))]))];
    }

    private sealed record PaymentRow(string Payer, string Payee, DateOnly? PaidOn, string? PaymentReference, string? RecordedFor);

    private sealed record WithdrawnRow(string Payer, string Payee, DateOnly PaidOn, string Reference, string RecordedFor, string Reason, DateTime WithdrawnAt);
}

/// <summary>What an institution's finance decided on a netting.</summary>
internal sealed record NettingDecision(string Institution, string Subject, bool Consents, string? Reason, DateTime DecidedAt);

/// <summary>When and how a payment of an accepted netting was made.</summary>
/// <param name="PaidOn">Null until it is recorded.</param>
/// <param name="Withdrawn">Recorded before and taken back, the first first.</param>
internal sealed record NettedPayment(
    string Payer, string Payee, DateOnly? PaidOn, string? PaymentReference, string? RecordedFor, IReadOnlyList<WithdrawnPaymentView> Withdrawn);
