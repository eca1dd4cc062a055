using System.Security.Cryptography;
using System.Text;
using HourExchange.Ledger;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Verifying;
using HourExchange.Plumbing.Database;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Ledger;

/// <summary>A book that was kept before years and proposals came is kept rightly after.</summary>
[Trait("needs", "servers")]
public sealed class MigrationTests(House house) : IClassFixture<House>
{
    private const string FirstSchema = "0001-ledger.sql";

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

    [Fact]
    public async Task A_book_of_the_first_schema_verifies_in_the_latest_and_its_years_are_known()
    {
        await BackToFirstSchema();
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

    private async Task BackToFirstSchema()
    {
        using var resource = LedgerService.Host.Assembly.GetManifestResourceStream("HourExchange.Ledger.Schema." + FirstSchema)!;
        using var reader = new StreamReader(resource);
        var sql = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        await house.Execute(LedgerService.Host, "drop schema ledger cascade; delete from plumbing.schema_migration where part = 'service'");
        await house.Execute(LedgerService.Host, sql.Replace("${service}", "hxtest_ledger", StringComparison.Ordinal));
        await house.Execute(LedgerService.Host, "insert into plumbing.schema_migration (part, name, checksum) values ('service', @FirstSchema, @checksum)",
            new { FirstSchema, checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))) });
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
