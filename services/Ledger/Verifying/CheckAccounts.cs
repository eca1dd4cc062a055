using Dapper;
using Npgsql;

namespace HourExchange.Ledger.Verifying;

/// <summary>Accounts are numbered from 1 without a gap, between parties, each with its mirror and the number of their pair.</summary>
internal static class CheckAccounts
{
    private const string Wrong = """
        with placed as (select account.*, row_number() over (order by number) as place from ledger.account where book = @Ref)
        select placed.number, place, placed.pair, placed.institution = any(@Parties) as is_party, mirror.number is not null as has_mirror,
            case when placed.institution collate "C" < placed.counterpart collate "C" then placed.number else mirror.number end as expected_pair
        from placed left join ledger.account as mirror on mirror.book = placed.book and mirror.institution = placed.counterpart
            and mirror.counterpart = placed.institution and mirror.domain = placed.domain and mirror.year = placed.year
        where place <> placed.number or not (placed.institution = any(@Parties)) or placed.pair is distinct from
            case when placed.institution collate "C" < placed.counterpart collate "C" and mirror.number is not null then placed.number else mirror.number end
        order by placed.number limit 1
        """;

    private const string Count = "select count(*)::int from ledger.account where book = @Ref";

    public static async Task<Fault?> Find(NpgsqlConnection connection, KeptBook book)
    {
        if (await connection.QuerySingleOrDefaultAsync<Row>(Wrong, book) is { } wrong)
        {
            var (expected, found) = wrong switch
            {
                { IsParty: false } => ("an institution that is a party", "another"),
                { HasMirror: false } => ("a mirror account of the counterpart", "none"),
                _ when wrong.Number != wrong.Place => ($"number {wrong.Place}", $"{wrong.Number}"),
                _ => ($"pair {wrong.ExpectedPair}", $"{wrong.Pair}"),
            };
            return new Fault(book.Ref, $"account {wrong.Number}", expected, found);
        }

        var count = await connection.ExecuteScalarAsync<int>(Count, book);
        return count == book.Accounts ? null : new Fault(book.Ref, "book accounts", $"{count}", $"{book.Accounts}");
    }

    private sealed record Row(int Number, long Place, int Pair, bool IsParty, bool HasMirror, int? ExpectedPair);
}
