using System.Text.Json;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger;
using HourExchange.Plumbing.Receiving;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Ledger.FromInterventions;

[Trait("needs", "servers")]
public sealed class NoteTermsTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task The_announcement_with_the_highest_number_holds_whatever_comes_last()
    {
        await Hear("ORDER", announced: 3, endsOn: new DateOnly(2016, 8, 31));
        await Hear("ORDER", announced: 2, endsOn: null);
        Assert.Equal("2016-08-31", await house.Scalar<string>(LedgerService.Host, "select ends_on::text from ledger.agreement where ref = 'ORDER'"));
    }

    [Fact]
    public async Task Terms_that_differ_from_those_of_their_version_change_nothing_and_raise_an_alarm()
    {
        await Hear("ALARM", announced: 1, endsOn: null);
        await Hear("ALARM", announced: 2, endsOn: new DateOnly(2015, 8, 31), hash: new string('1', 64));
        Assert.Equal(0, await house.Scalar<long>(LedgerService.Host, "select count(*) from ledger.agreement where ref = 'ALARM' and ends_on is not null"));
        Assert.Equal(1, await house.Scalar<long>(LedgerService.Host, "select count(*) from plumbing.rejected_message where code = 'terms-content-differs' and alarm"));
    }

    [Fact]
    public async Task An_agreement_that_goes_on_after_its_last_year_was_signed_has_an_open_year_again()
    {
        await Hear("LONGER", announced: 1, endsOn: new DateOnly(2015, 8, 31));
        await house.Execute(LedgerService.Host, """
            insert into ledger.book_year (book, year, first_day, last_day, state, statement)
            values ('LONGER', '2014-2015', '2014-09-01', '2015-08-31', 'signed', gen_random_uuid())
            """);
        await Hear("LONGER", announced: 2, endsOn: null);
        Assert.Equal("2015-2016 open", await house.Scalar<string>(LedgerService.Host,
            "select year || ' ' || state from ledger.book_year where book = 'LONGER' order by first_day desc limit 1"));
    }

    private async Task Hear(string book, int announced, DateOnly? endsOn, string? hash = null)
    {
        var content = Given.Agreement(book) with { Signed = new DateOnly(2014, 9, 1) };
        var terms = JsonSerializer.Serialize(content, StrictJson.Options);
        var heard = new AgreementTermsChanged(
            book, 1, content.Signed, content.Parties, content.Currency, terms, hash ?? new string('0', 64), [new DatedTerms(content.Signed, terms)], endsOn, announced);
        await (await house.Start(LedgerService.Host)).Services.GetRequiredService<IBatchHandler<AgreementTermsChanged>>()
            .Handle([new Received<AgreementTermsChanged>(Guid.CreateVersion7(), heard)], TestContext.Current.CancellationToken);
    }
}
