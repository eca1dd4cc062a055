using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger;
using HourExchange.Ledger.Books.Posting;
using HourExchange.Plumbing.Receiving;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Ledger.Books.Posting;

/// <summary>A batch looks its lines up; it never reads the whole ledger for them.</summary>
[Trait("needs", "servers")]
public sealed class KnownPostingsTests(House house) : IClassFixture<House>
{
    // The posting over and over, as lines of their own. At this size the planner prefers to read and sort the table.
    private const string Multiply = """
        insert into ledger.posting (book, number, kind, line, revision, debit_account, credit_account, minutes, contributor, nature, quantity, unit,
            taught_minutes, coefficient_numerator, coefficient_denominator, terms_version, keys, year, line_date, value_date, posted_at, hash)
        select book, posting.number + more, kind, gen_random_uuid(), revision, debit_account, credit_account, minutes, contributor, nature, quantity, unit,
            taught_minutes, coefficient_numerator, coefficient_denominator, terms_version, keys, year, line_date, value_date, posted_at, hash
        from ledger.posting cross join generate_series(1, 40000) as more
        """;

    [Fact]
    public async Task Five_hundred_lines_are_looked_up_in_the_index_whatever_the_ledger_s_size()
    {
        var service = await house.Start(LedgerService.Host);
        var post = service.Services.GetRequiredService<IBatchHandler<InterventionConfirmed>>();
        await post.Handle([new Received<InterventionConfirmed>(Guid.CreateVersion7(), Given.Confirmed(book: "LARGE"))], default);
        await house.Execute(LedgerService.Host, Multiply);

        var lines = Enumerable.Range(0, 500).Select(_ => Guid.CreateVersion7()).ToArray();
        await using var connection = await house.Database(LedgerService.Host).OpenConnectionAsync(TestContext.Current.CancellationToken);
        var plan = string.Join('\n', await connection.QueryAsync<string>(
            "explain " + KnownPostings.Read, new { books = lines.Select(_ => "LARGE").ToArray(), lines }));

        Assert.Contains("Index Scan using an_event_posts_once_for_ever on posting", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on posting", plan, StringComparison.Ordinal);
    }
}
