using System.Security.Cryptography;
using System.Text;
using HourExchange.Ledger;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Verifying;
using HourExchange.Plumbing.Database;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Ledger;

/// <summary>A book that was kept before years and proposals came is kept rightly after, and what is void now says so of then.</summary>
[Trait("needs", "servers")]
public sealed class MigrationTests(House house) : IClassFixture<House>
{
    private const string SecondSchema = "0002";
    private const string VoidSchema = "0006";

    // As it was written then: the receiver's account was opened first, each account had day sums of its own, and a hash of its content.
    private const string BookOfThen = """
        insert into ledger.book (ref, parties, last_number, last_hash, last_posted_at, accounts) values ('HETS-HG', '{HETS,HG}', 1, @hash, @at, 2);
        insert into ledger.account (book, number, institution, counterpart, domain, year, debit_minutes, credit_minutes) values
            ('HETS-HG', 1, 'HG', 'HETS', 'promotion', '2014-2015', 90, 0), ('HETS-HG', 2, 'HETS', 'HG', 'promotion', '2014-2015', 0, 90);
        insert into ledger.posting (book, number, kind, line, revision, debit_account, credit_account, minutes, lending_reference, contributor, nature,
            quantity, unit, taught_minutes, coefficient_numerator, coefficient_denominator, terms_version, sourcing, employer_informed, keys, year,
            line_date, value_date, posted_at, content_hash, hash)
        values ('HETS-HG', 1, 'intervention', @line, 1, 1, 2, 90, 'HETS-1', 'HETS-031', 'td', '1.5', 'heure', 90, 1, 1, 1, 'direct', true, @keys, '2014-2015',
            '2014-10-01', '2014-10-01', @at, @hash, @hash);
        insert into ledger.account_day (book, account, value_date, posted_on, debit_minutes, credit_minutes) values
            ('HETS-HG', 1, '2014-10-01', '2014-11-03', 90, 0), ('HETS-HG', 2, '2014-10-01', '2014-11-03', 0, 90);
        insert into ledger.agreement_terms (agreement, version, effective_from, currency, terms, terms_hash) values
            ('HETS-HG', 1, '2014-09-01', 'CHF', @terms, 'x');
        """;

    // Settlements: 1 paid, 2 reopened, 3 netted by netting 3, 4 open.
    private const string NettingsOfThen = """
        insert into ledger.book (ref, parties) values ('A-B', '{A,B}');
        insert into ledger.statement (id, book, year, edition, content, content_hash, drafted_by, drafted_for, drafted_at, number, root, posted_at, closed_at)
            values (pg_temp.id(9), 'A-B', '2014-2015', 1, '{}', '', 'x', 'A', now(), 1, '', now(), now());
        insert into ledger.settlement (id, book, year, statement, position, payer, payee, domains, minutes, amount, currency)
            select pg_temp.id(position), 'A-B', '2014-2015', pg_temp.id(9), position, 'A', 'B', '{promotion}', 60, 65, 'CHF' from generate_series(1, 4) as position;
        update ledger.settlement set paid_on = '2015-10-01', payment_reference = 'P-1', recorded_for = 'A', recorded_by = 'x' where position = 1;
        update ledger.settlement set reopened = true where position = 2;
        insert into ledger.netting (id, currency, content, content_hash, proposed_for, proposed_by, proposed_at, state, decided_at)
            select pg_temp.id(number), 'CHF', '{}', '', 'A', 'x', now(), state, case when state <> 'open' then now() end
            from (values (1, 'open'), (2, 'open'), (3, 'accepted'), (4, 'open'), (5, 'open'), (6, 'refused')) as given (number, state);
        insert into ledger.netting_settlement (netting, settlement) select pg_temp.id(netting), pg_temp.id(settlement)
            from (values (1, 1), (1, 4), (2, 2), (2, 4), (3, 3), (4, 3), (4, 4), (5, 4), (6, 1)) as given (netting, settlement);
        update ledger.settlement set netting = pg_temp.id(3) where position = 3;
        """;

    [Fact]
    public async Task A_book_of_the_first_schema_verifies_in_the_latest_and_its_years_are_known()
    {
        await BackTo(SecondSchema);
        await WriteBookOfThen();
        var settings = house.Settings(LedgerService.Host);
        await Migrator.Migrate(settings["Database:Owner"]!, settings["Database:Service"]!, LedgerService.Host.Assembly);

        using var output = new StringWriter();
        Assert.True(await VerifyBooks.Run(house.OwnerDatabase(LedgerService.Host), output) == 0, output.ToString());
        var auditor = await house.As("HETS", "auditor");
        var balance = (await auditor.AskLedger("books/HETS-HG/balance?asOf=2014-10-01")).Is(200);
        Assert.Equal("""[{"institution":"HETS","minutes":90},{"institution":"HG","minutes":-90}]""", balance["balances"].GetRawText());
        Assert.Equal("2014-2015", (await auditor.AskLedger("books/HETS-HG/years")).Is(200).Json[0].GetProperty("year").GetString());
    }

    [Fact]
    public async Task A_netting_that_waited_for_a_word_and_could_no_longer_bind_is_void_and_says_why()
    {
        await BackTo(VoidSchema);
        await house.Execute(LedgerService.Host, $"""
            create function pg_temp.id(number int) returns uuid language sql as $$ select ('00000000-0000-7000-8000-00000000000' || number)::uuid $$;
            {NettingsOfThen}
            """);
        var settings = house.Settings(LedgerService.Host);
        await Migrator.Migrate(settings["Database:Owner"]!, settings["Database:Service"]!, LedgerService.Host.Assembly);
        Assert.Equal("1 void paid, 2 void reopened, 3 accepted, 4 void netted, 5 open, 6 refused", await house.Scalar<string>(
            LedgerService.Host, "select string_agg(concat_ws(' ', right(id::text, 1), state, void_because), ', ' order by id) from ledger.netting"));
    }

    /// <param name="later">The first schema that was not there yet.</param>
    private async Task BackTo(string later)
    {
        const string Prefix = "HourExchange.Ledger.Schema.";
        await house.Execute(LedgerService.Host, "drop schema ledger cascade; delete from plumbing.schema_migration where part = 'service'");
        var assembly = LedgerService.Host.Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..]).Where(name => string.CompareOrdinal(name, later) < 0).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(Prefix + name)!);
            var sql = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            await house.Execute(LedgerService.Host, sql.Replace("${service}", "hxtest_ledger", StringComparison.Ordinal));
            await house.Execute(LedgerService.Host, "insert into plumbing.schema_migration (part, name, checksum) values ('service', @name, @checksum)",
                new { name, checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))) });
        }
    }

    private async Task WriteBookOfThen()
    {
        var line = new Guid("0199f3a0-0000-7000-8000-000000000001");
        var at = new DateTimeOffset(2014, 11, 3, 9, 30, 0, TimeSpan.Zero);
        PostingRules.ToEntry(Given.Confirmed(line, lender: "HETS", receiver: "HG")).IsRefused(out _, out var entry);
        var hash = CanonicalPosting.Hash("HETS-HG", 1, CanonicalPosting.Text(entry!), at, CanonicalPosting.BeforeTheFirst);
        await house.Execute(LedgerService.Host, BookOfThen, new { line, at, hash, keys = CanonicalPosting.Keys(entry!.Keys), terms = Given.Json(Given.Agreement()) });
    }
}
