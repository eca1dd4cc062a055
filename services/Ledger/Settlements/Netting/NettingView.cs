using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Security;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>A netting as one institution concerned sees it: its own settlements and payments, of the others what they decided.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Currency">ISO 4217: of all amounts in it.</param>
/// <param name="Hash">SHA-256 of <paramref name="SignedText"/>: what is consented to.</param>
/// <param name="SignedText">Byte for byte; names the hash of every institution's share.</param>
/// <param name="ShareText">The institution's own share, byte for byte; its SHA-256 stands in <paramref name="SignedText"/>.</param>
/// <param name="IsFewest">False: among so many institutions there may be a plan with fewer payments.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ProposedFor">Code of the institution that proposed it.</param>
/// <param name="ProposedAt">UTC.</param>
/// <param name="DecidedAt">UTC; null while it is open.</param>
/// <param name="VoidBecause">Why it is void: what became of one of its settlements meanwhile, or that a year passed without the last word; else null.</param>
/// <param name="Decisions">In the order in which they were made.</param>
/// <param name="Waiting">Codes of the institutions that have not decided, while it is open.</param>
/// <param name="Acts">What the caller may do with it now.</param>
/// <param name="NetPosition">What the institution is paid in all; below zero, what it pays.</param>
/// <param name="Settlements">The institution's own.</param>
/// <param name="Payments">Those of which the institution is an end: all together stand for all of <paramref name="Settlements"/>.</param>
public sealed record NettingView(
    Guid Id, [property: Format("iso-4217", "CHF")] string Currency, string Hash, string SignedText, string ShareText, bool IsFewest,
    [property: KnownValues(typeof(ProposalLife), nameof(ProposalLife.States))] string State, string ProposedFor, DateTime ProposedAt,
    DateTime? DecidedAt, [property: KnownValues(typeof(ProposalLife), nameof(ProposalLife.VoidReasons))] string? VoidBecause, IReadOnlyList<NettingDecisionView> Decisions, IReadOnlyList<string> Waiting, decimal NetPosition,
    IReadOnlyList<SharedSettlement> Settlements, IReadOnlyList<NettedPaymentView> Payments,
    [property: KnownValues(typeof(ProposalLife), nameof(ProposalLife.Acts))] IReadOnlyList<string> Acts)
{
    [ForeseesRefusals]
    internal static NettingView Of(StoredNetting netting, IReadOnlyList<NettingDecision> decisions, IReadOnlyList<NettedPayment> paid, Caller caller)
    {
        var asked = netting.Asked(decisions);
        var (content, share) = (netting.ReadContent(), netting.ReadShare());
        return new NettingView(
            netting.Id, content.Currency, netting.ContentHash, netting.Content, netting.Share, content.IsFewest, netting.State, netting.ProposedFor,
            netting.ProposedAt, netting.DecidedAt, netting.VoidBecause,
            [.. decisions.Select(one => new NettingDecisionView(one.Institution, one.Consents, one.Reason, one.DecidedAt))],
            netting.State == ProposalLife.Open ? asked.Waiting : [], share.NetPosition, share.Settlements, [.. PaymentsOf(share, paid, caller)],
            ProposalLife.ActsOf(netting.State, asked, caller.Institution, caller.Role, caller.Subject));
    }

    /// <param name="paid">One for each payment of the share once the netting is accepted, none before.</param>
    internal static IEnumerable<NettedPaymentView> PaymentsOf(ShareContent share, IReadOnlyList<NettedPayment> paid, Caller caller) =>
        share.Payments.Select((payment, index) =>
        {
            var record = paid.FirstOrDefault(one => one.Payer == payment.Payer && one.Payee == payment.Payee);
            var state = record is null ? SettlementLife.Proposed : record.PaidOn is null ? SettlementLife.Open : SettlementLife.Paid;
            return new NettedPaymentView(index + 1, payment.Payer, payment.Payee, payment.Amount, state, record?.PaidOn, record?.PaymentReference,
                record?.RecordedFor, record?.Withdrawn ?? [], SettlementLife.ActsOf(state, caller.Role, record?.RecordedFor == caller.Institution));
        });
}

/// <summary>What an institution decided. Not by whom: the others may have no agreement with it.</summary>
/// <param name="Institution">Its code.</param>
/// <param name="Consents">False: it was refused.</param>
/// <param name="Reason">Of a refusal; else null.</param>
/// <param name="DecidedAt">UTC.</param>
public sealed record NettingDecisionView(string Institution, bool Consents, string? Reason, DateTime DecidedAt);
