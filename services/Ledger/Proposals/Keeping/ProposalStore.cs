using Dapper;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Proposals.Domain;
using HourExchange.Ledger.Proposals.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Ledger.Proposals.Keeping;

/// <summary>Reads and writes proposals and what was decided on them.</summary>
internal static class ProposalStore
{
    private const string Insert = """
        insert into ledger.proposal (id, book, kind, content, content_hash, concerned, proposed_for, proposed_by, proposed_at)
        values (@id, @Book, @Kind, @text, @hash, @concerned, @Institution, @Subject, @now)
        """;

    private const string Columns = "select id, book, kind, content, content_hash, concerned, proposed_for, proposed_by, proposed_at, state, decided_at, void_because from ledger.proposal";

    // Who is not concerned cannot learn that it exists.
    private const string ReadOne = $"{Columns} where id = @id and @institution = any(concerned)";

    private const string ReadAll = $"{Columns} where book = @book and @institution = any(concerned) and (@after::uuid is null or id > @after) order by id limit @limit";

    private const string Open = "select count(*) from ledger.proposal where book = @book and state = @state";

    private const string Lock = "select 1 from ledger.proposal where id = @id for update";

    private const string Decisions = """
        select proposal, institution, subject, consents, reason, decided_at from ledger.proposal_decision where proposal = any(@ids) order by decided_at, institution
        """;

    // A reversal is found by what it takes back, and has the proposal's consents; it bears the line of that one.
    private const string Postings = """
        select proposal.id as proposal, posting.number, posting.year from ledger.proposal
        join ledger.posting on posting.book = proposal.book and (
            (proposal.kind in ('opening', 'adjustment') and posting.line = proposal.id and posting.kind = proposal.kind)
            or (proposal.kind = 'reversal' and posting.reverses = (proposal.content::json ->> 'number')::bigint))
        where proposal.id = any(@ids) and proposal.state = @state order by posting.number
        """;

    private const string InsertDecision = """
        insert into ledger.proposal_decision (proposal, institution, subject, consents, reason, decided_at)
        values (@id, @Institution, @Subject, @consents, @reason, @now)
        """;

    private const string Decide = "update ledger.proposal set state = @state, decided_at = @now where id = @Id";

    /// <returns>The refusal where so many wait that nobody reads them any more.</returns>
    public static async Task<Decision<ProposalView>> Add(
        NpgsqlTransaction transaction, ProposalContent content, IReadOnlyList<string> concerned, Caller caller, DateTimeOffset now)
    {
        if (await transaction.Connection!.ExecuteScalarAsync<long>(Open, new { content.Book, state = ProposalLife.Open }, transaction) >= ProposalRules.OpenLimit)
        {
            return Refusal.Conflict("too-many-proposals", $"{ProposalRules.OpenLimit} proposals of the book wait for a word: have them decided first.");
        }

        var id = Guid.CreateVersion7();
        var (text, hash) = HashedText.Of(content);
        await transaction.Connection!.ExecuteAsync(
            Insert, new { id, content.Book, content.Kind, text, hash, concerned = concerned.ToArray(), caller.Institution, caller.Subject, now }, transaction);
        return ProposalView.Of((await Find(transaction.Connection!, id, caller.Institution, transaction))!, [], caller);
    }

    public static async Task<StoredProposal?> Find(NpgsqlConnection connection, Guid id, string institution, NpgsqlTransaction? transaction = null) =>
        await connection.QuerySingleOrDefaultAsync<StoredProposal>(ReadOne, new { id, institution }, transaction);

    public static async Task<IReadOnlyList<StoredProposal>> ReadPage(NpgsqlConnection connection, string book, string institution, Guid? after, int limit) =>
        (await connection.QueryAsync<StoredProposal>(ReadAll, new { book, institution, after, limit })).AsList();

    public static Task LockRow(NpgsqlTransaction transaction, Guid id) => transaction.Connection!.ExecuteAsync(Lock, new { id }, transaction);

    public static async Task<IReadOnlyList<StoredDecision>> ReadDecisions(NpgsqlConnection connection, Guid[] ids, NpgsqlTransaction? transaction = null) =>
        (await connection.QueryAsync<StoredDecision>(Decisions, new { ids }, transaction)).AsList();

    /// <summary>What came of those that were accepted.</summary>
    public static async Task<ILookup<Guid, ProposedPosting>> ReadPostings(NpgsqlConnection connection, Guid[] ids) =>
        (await connection.QueryAsync<(Guid Proposal, long Number, string Year)>(Postings, new { ids, state = ProposalLife.Accepted }))
            .ToLookup(row => row.Proposal, row => new ProposedPosting(row.Number, row.Year));

    public static Task AddDecision(NpgsqlTransaction transaction, Guid id, Caller caller, bool consents, string? reason, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(InsertDecision, new { id, caller.Institution, caller.Subject, consents, reason, now }, transaction);

    /// <summary>Moves a proposal as <see cref="ProposalLife"/> has it; its moment is the one at which it was decided.</summary>
    public static Task Move(NpgsqlTransaction transaction, StoredProposal proposal, ProposalAct act, bool isWhole, DateTimeOffset now)
    {
        var state = ProposalLife.Table.Next(proposal.State, act, isWhole);
        return state == proposal.State ? Task.CompletedTask : transaction.Connection!.ExecuteAsync(Decide, new { proposal.Id, state, now }, transaction);
    }
}
