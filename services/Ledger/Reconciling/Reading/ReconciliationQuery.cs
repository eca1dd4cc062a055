using Dapper;
using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>Reads comparisons back, for their two institutions alone: other parties of the book do not see them.</summary>
internal static class ReconciliationQuery
{
    private static readonly string Columns = $"""
        select id, book, year, institution, subject, counterpart, compared_at, encode(file_hash, 'hex') as file_hash, book_number, basis,
            matched, different, missing_here, missing_there,
            (select withdrawn_at from ledger.reconciliation_withdrawal as withdrawal where withdrawal.reconciliation = id) as withdrawn_at, exists (
                select from ledger.reconciliation_outcome as said where said.reconciliation = reconciliation.id and said.institution = reconciliation.counterpart) as is_answered,
            (select count(*)::int from ({AgreedCorrections.Of("reconciliation = ledger.reconciliation.id")}) as agreed) as to_correct,
            (select count(*)::int from ({AgreedRegistrations.Of("reconciliation = ledger.reconciliation.id")}) as missing) as to_register
        from ledger.reconciliation
        """;

    private const string Lock = "select pg_advisory_xact_lock(hashtextextended('ledger.reconciliation ' || @id, 0))";

    private static readonly string One = Columns + " where id = @id and @reader in (institution, counterpart)";

    private static readonly string Page = Columns + """
         where book = @book and @reader in (institution, counterpart) and (@after::uuid is null or id < @after) order by id desc limit @take
        """;

    private const string Items = """
        select item.position, finding, posting.number as posting, posting.line, lending_reference, receiving_reference, credit.institution as lender, line_date as date,
            case basis when 'credited' then minutes else taught_minutes end as minutes, credit.domain, nature, posting.year,
            list_row, list_reference, list_lender, list_date, list_minutes, list_domain, list_nature,
            found_by, minutes_apart, days_apart, domain_differs, nature_differs,
            case basis when 'credited' then taught_minutes end as taught_minutes, list_taught_minutes, taught_differs
        from ledger.reconciliation_item as item join ledger.reconciliation on id = item.reconciliation
        left join ledger.posting on posting.book = reconciliation.book and posting.number = item.posting
        left join ledger.account as credit on credit.book = posting.book and credit.number = posting.credit_account
        where item.reconciliation = @id and item.position > @after
        """;

    private const string InOrder = " order by item.position limit @take";

    // Settled is what both have said the same of last; what matches has nothing to settle.
    private const string Asked = """
         and (@Finding::text is null or finding = @Finding)
        and (@Settled::boolean is null or finding <> 'matched' and @Settled = exists (
            select from (
                select distinct on (institution) outcome from ledger.reconciliation_outcome as given
                where given.reconciliation = @id and given.position = item.position order by institution, given.id desc) as latest
            having count(*) = 2 and min(outcome) = max(outcome)))
        """;

    private const string Count = "select count(*)::int from ledger.reconciliation_item as item where item.reconciliation = @id" + Asked;

    private const string Unsaid = """
        select count(*)::int from ledger.reconciliation_item as item
        where item.reconciliation = @id and finding <> 'matched' and (@Finding::text is null or finding = @Finding) and not exists (
            select from ledger.reconciliation_outcome as given where given.reconciliation = @id and given.position = item.position and given.institution = @Institution)
        """;

    private const string Sums = """
        select coalesce(credit.institution, list_lender) as lender, count(item.posting) as book_lines, count(list_row) as list_lines,
            coalesce(sum(case basis when 'credited' then minutes else taught_minutes end), 0)::bigint as book_minutes, coalesce(sum(list_minutes), 0)::bigint as list_minutes
        from ledger.reconciliation_item as item join ledger.reconciliation on id = item.reconciliation
        left join ledger.posting on posting.book = reconciliation.book and posting.number = item.posting
        left join ledger.account as credit on credit.book = posting.book and credit.number = posting.credit_account
        where item.reconciliation = @id group by 1 order by 1
        """;

    private const string Outcomes = """
        select position, institution, subject, decided_at, outcome, note,
            id = max(id) over (partition by position, institution) as stands
        from ledger.reconciliation_outcome where reconciliation = @id and (@positions::int[] is null or position = any(@positions)) order by id
        """;

    private const string AgreedCount = """
        select count(*)::int from (
            select position from (
                select distinct on (position, institution) position, outcome from ledger.reconciliation_outcome
                where reconciliation = @id order by position, institution, id desc) as latest
            group by position having count(*) = 2 and min(outcome) = max(outcome)) as agreed
        """;

    public static async Task<ReconciliationView?> Find(NpgsqlConnection connection, Guid id, Caller caller) =>
        (await connection.QuerySingleOrDefaultAsync<Row>(One, new { id, reader = caller.Institution }))?.ToView(caller);

    /// <summary>As <see cref="Find"/>, for an act: until the transaction ends no other act on it is decided, so that what is answered is not taken back at the same instant.</summary>
    public static async Task<ReconciliationView?> Take(NpgsqlTransaction transaction, Guid id, Caller caller)
    {
        await transaction.Connection!.ExecuteAsync(Lock, new { id = id.ToString() }, transaction);
        return await Find(transaction.Connection!, id, caller);
    }

    /// <summary>The latest first.</summary>
    public static async Task<IReadOnlyList<ReconciliationView>> Read(NpgsqlConnection connection, string book, Caller caller, Guid? after, int take) =>
        [.. (await connection.QueryAsync<Row>(Page, new { book, reader = caller.Institution, after, take })).Select(row => row.ToView(caller))];

    /// <summary>What the items of each lender come to.</summary>
    public static async Task<IReadOnlyList<LenderSum>> ReadSums(NpgsqlConnection connection, Guid id) =>
        (await connection.QueryAsync<LenderSum>(Sums, new { id })).AsList();

    public static IAsyncEnumerable<StoredItem> ReadItems(NpgsqlConnection connection, Guid id, int after, int take) =>
        connection.QueryUnbufferedAsync<StoredItem>(Items + InOrder, new { id, after, take });

    public static async Task<IReadOnlyList<StoredItem>> ReadItems(NpgsqlConnection connection, Guid id, AskedItems asked, int after, int take) =>
        (await connection.QueryAsync<StoredItem>(Items + Asked + InOrder, new { id, asked.Finding, asked.Settled, after, take })).AsList();

    public static Task<int> CountItems(NpgsqlConnection connection, Guid id, AskedItems asked) =>
        connection.ExecuteScalarAsync<int>(Count, new { id, asked.Finding, asked.Settled });

    /// <summary>What differs and the institution has said nothing of.</summary>
    /// <param name="finding">Null: any.</param>
    public static Task<int> CountUnsaid(NpgsqlConnection connection, Guid id, string? finding, Caller caller) =>
        connection.ExecuteScalarAsync<int>(Unsaid, new { id, Finding = finding, caller.Institution });

    /// <summary>In the order in which they were given.</summary>
    /// <param name="positions">Of which items; null: of all.</param>
    public static async Task<ILookup<int, OutcomeView>> ReadOutcomes(NpgsqlConnection connection, Guid id, int[]? positions = null) =>
        (await connection.QueryAsync<OutcomeRow>(Outcomes, new { id, positions })).ToLookup(row => row.Position, row => row.ToView());

    /// <summary>Items about which both sides have said the same last.</summary>
    public static Task<int> CountAgreed(NpgsqlConnection connection, Guid id) => connection.ExecuteScalarAsync<int>(AgreedCount, new { id });

    /// <summary>Which items are asked for.</summary>
    /// <param name="Finding">Null: any.</param>
    /// <param name="Settled">Of what differs: whether both have said the same last; null: all.</param>
    internal sealed record AskedItems(string? Finding, bool? Settled);

    private sealed record Row(
        Guid Id, string Book, string Year, string Institution, string Subject, string Counterpart, DateTime ComparedAt, string FileHash, long BookNumber,
        string Basis, int Matched, int Different, int MissingHere, int MissingThere, DateTime? WithdrawnAt, bool IsAnswered, int ToCorrect, int ToRegister)
    {
        public ReconciliationView ToView(Caller caller) => new(
            Id, Book, Year, Institution, Subject, Counterpart, new DateTimeOffset(ComparedAt), FileHash, BookNumber, Basis, Matched, Different, MissingHere,
            MissingThere, ToCorrect, ToRegister, WithdrawnAt, ReconciliationRules.ActsOf(caller.Role, caller.Institution == Institution, WithdrawnAt is not null, IsAnswered));
    }

    private sealed record OutcomeRow(int Position, string Institution, string Subject, DateTime DecidedAt, string Outcome, string? Note, bool Stands)
    {
        public OutcomeView ToView() => new(Institution, Subject, new DateTimeOffset(DecidedAt), Outcome, Note, Stands);
    }
}
