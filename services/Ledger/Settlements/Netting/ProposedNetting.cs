using System.Security.Cryptography;
using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Plumbing.Text;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>A plan parted into what each institution concerned may see, and the content that covers all parts.</summary>
internal sealed record ProposedNetting(NettingContent Content, IReadOnlyList<(ShareContent Content, HashedText Text)> Shares)
{
    private const int SaltBytes = 16;

    public static ProposedNetting Of(NettingPlan plan, IEnumerable<OwedSettlement> settlements)
    {
        var known = settlements.ToDictionary(settlement => settlement.Id);
        var currency = plan.Settlements[0].Currency;
        var shares = plan.Positions.Select(position => Share(position, plan.ShareOf(position.Institution)!, currency, known))
            .Select(share => (share, HashedText.Of(share))).ToList();
        return new ProposedNetting(
            new NettingContent(currency, plan.IsFewest, [.. shares.Select(share => new ShareHash(share.share.Institution, share.Item2.Hash))]), shares);
    }

    private static ShareContent Share(NetPosition position, NettingShare share, string currency, Dictionary<Guid, OwedSettlement> known) => new(
        position.Institution, currency, Money(position.Cents), [.. share.Settlements.Select(settlement => known[settlement.Id].ToShared())],
        [.. share.Payments.Select(payment => new SharedPayment(payment.Payer, payment.Payee, Money(payment.Cents)))],
        RandomNumberGenerator.GetHexString(2 * SaltBytes, lowercase: true));

    private static decimal Money(long cents) => cents * 0.01m;
}
