using Dapper;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Proposals.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Waiting;

/// <summary>Open proposals that this person may decide on.</summary>
internal static class WaitingProposals
{
    // All but the content, which may be long.
    private const string Open = """
        select id, book, kind, content_hash, concerned, proposed_for, proposed_by, proposed_at, state from ledger.proposal
        where state = @state and @Institution = any(concerned) order by id limit @limit
        """;

    [ForeseesRefusals]
    public static async Task<WaitingKind> Read(NpgsqlConnection connection, Caller finance, int limit)
    {
        var open = (await connection.QueryAsync<StoredProposal>(Open, new { state = ProposalLife.Open, finance.Institution, limit })).AsList();
        var decisions = (await ProposalStore.ReadDecisions(connection, [.. open.Select(proposal => proposal.Id)])).ToLookup(decision => decision.Proposal);
        return WaitingKind.Of("proposals-to-decide", open
            .Where(proposal => ProposalLife.Check(
                proposal.State, ProposalAct.Consent, proposal.Asked(decisions[proposal.Id]), finance.Institution, finance.Subject) is null)
            .Select(proposal => new WaitingItem(proposal.Id, proposal.Book, null, proposal.Kind, proposal.ProposedAt, $"/api/v1/proposals/{proposal.Id}")));
    }
}
