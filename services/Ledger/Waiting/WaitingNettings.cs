using System.Globalization;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Settlements.Netting;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Waiting;

/// <summary>Open nettings that this person may consent to: who proposed one may take it back, and is not waited for.</summary>
internal static class WaitingNettings
{
    public static async Task<WaitingKind> Read(NpgsqlConnection connection, Caller finance, int limit) =>
        WaitingKind.Of("nettings-to-decide", (await NettingQuery.ReadPage(connection, finance, null, limit, ProposalLife.Open))
            .Where(netting => netting.Acts.Contains(ProposalLife.ConsentAct))
            .Select(netting => new WaitingItem(
                netting.Id, null, null, string.Create(CultureInfo.InvariantCulture, $"{netting.NetPosition:0.00} {netting.Currency}"), netting.ProposedAt,
                $"/api/v1/nettings/{netting.Id}")));
}
