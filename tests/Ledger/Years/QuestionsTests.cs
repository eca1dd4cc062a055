using HourExchange.Ledger;
using HourExchange.Ledger.Years.Drafting;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HourExchange.Tests.Ledger.Years;

[Trait("needs", "servers")]
public sealed class QuestionsTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Old_questions_go_but_the_last_that_was_answered()
    {
        var work = await BookAtWork.Open(house, "ASKED");
        await work.Post(60);
        await work.Draft();
        await work.Draft();
        await house.Execute(LedgerService.Host, """
            insert into ledger.year_question (id, book, year, asked_at) values (gen_random_uuid(), 'ASKED', '2014-2015', now());
            update ledger.year_question set asked_at = asked_at - interval '25 hours' where book = 'ASKED'
            """);
        await work.Draft();
        await house.Execute(LedgerService.Host, "update ledger.year_question set asked_at = asked_at - interval '25 hours' where book = 'ASKED'");
        await (await house.Start(LedgerService.Host)).Services.GetServices<IHostedService>().OfType<PurgeQuestions>().Single().Purge();
        Assert.Equal(1, await house.Scalar<long>(LedgerService.Host, "select count(*) from ledger.year_question where book = 'ASKED' and answer is not null"));
        Assert.Equal(1, await house.Scalar<long>(LedgerService.Host, "select count(*) from ledger.year_question where book = 'ASKED'"));
    }

    [Fact]
    public async Task A_book_has_ten_questions_unanswered_at_most()
    {
        var work = await BookAtWork.Open(house, "BUSY");
        await work.Post(60);
        await house.Execute(LedgerService.Host, """
            insert into ledger.year_question (id, book, year, asked_at) select gen_random_uuid(), 'BUSY', '2014-2015', now() from generate_series(1, 10)
            """);
        (await work.TryDraft()).IsProblem(409, "year-end-unanswered");
        await house.Execute(LedgerService.Host, "update ledger.year_question set asked_at = asked_at - interval '1 minute'");
        await work.Draft();
    }
}
