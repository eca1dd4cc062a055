using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Interventions.FromLedger;

[Trait("needs", "servers")]
public sealed class YearEndTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task The_ledger_s_question_is_answered_with_counts_and_a_hash_and_no_key_is_stopped()
    {
        await Given.AgreementInForce(house, "YEAR");
        var registrar = await house.As("HETS", "registrar");
        var ids = new List<string>();
        foreach (var reference in new[] { "Y-1", "Y-2", "Y-3", "Y-4" })
        {
            ids.Add((await registrar.Post("interventions", Given.LineRequest(reference, "YEAR"))).Is(201)["id"].GetString()!);
        }

        await registrar.Post("interventions", Given.LineRequest("Y-NEXT", "YEAR", "2015-09-01"));
        (await registrar.Act($"interventions/{ids[3]}/cancellations", new { reason = "Saisie deux fois" })).Is(200);
        (await (await house.As("HG", "approver")).Act($"interventions/{ids[2]}/disputes", new { reason = "Pas eu lieu" })).Is(200);
        await TurningKeys.Line(house, $"interventions/{ids[0]}");

        // Posted this year, and waiting for keys over a date in the next: it stands here, and is open here.
        var moved = (await registrar.Post("interventions", Given.LineRequest("Y-MOVED", "YEAR"))).Is(201)["id"].GetString()!;
        await TurningKeys.Line(house, $"interventions/{moved}");

        (await registrar.Act($"interventions/{moved}/corrections", new { reason = "Autre année", changes = new { date = "2015-10-01" } })).Is(200);
        var question = new YearEndAsked(Guid.CreateVersion7(), "YEAR", "2014-2015", new DateOnly(2014, 9, 1), new DateOnly(2015, 8, 31));
        var handler = (await house.Start(InterventionsService.Host)).Services.GetRequiredService<IBatchHandler<YearEndAsked>>();
        var message = new Received<YearEndAsked>(Guid.CreateVersion7(), question);
        await handler.Handle([message, message], default);
        await handler.Handle([message], default);
        var body = await house.Scalar<string>(
            InterventionsService.Host, "select string_agg(body, '|') from plumbing.outbox where contract = 'interventions.year-lines-counted.v1' and body like '%\"YEAR\"%'");
        var answer = JsonSerializer.Deserialize<YearLinesCounted>(body, Wire.Json)!;
        Assert.Equal((question.Question, 2, 2, 1), (answer.Question, answer.Confirmed, answer.OpenCount, answer.DisputedCount));
        Assert.Equal(new[] { ids[1], moved }.Order(StringComparer.Ordinal), answer.Open.Select(id => id.ToString()));
        Assert.Equal([ids[2]], answer.Disputed.Select(id => id.ToString()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(new[] { ids[0], moved }.Order(StringComparer.Ordinal).Select(id => $"{id} 1\n"))))), answer.ConfirmedHash);
        (await (await house.As("HG", "approver")).Act($"interventions/{ids[1]}/confirmations", new { })).Is(200);
    }

    [Fact]
    public async Task A_line_is_unposted_until_its_last_announcement_is_answered_in_each_year_it_was_announced_in()
    {
        await Given.AgreementInForce(house, "ANSWERED");
        var registrar = await house.As("HETS", "registrar");
        var approvers = new[] { await house.As("HETS", "approver"), await house.As("HG", "approver") };
        await house.Stop(await house.Start(LedgerService.Host));
        var ids = new List<string>();
        foreach (var reference in new[] { "A-POSTED", "A-REFUSED", "A-MOVED" })
        {
            ids.Add((await registrar.Post("interventions", Given.LineRequest(reference, "ANSWERED"))).Is(201)["id"].GetString()!);
            await Confirm(ids[^1], approvers);
        }

        await IsUnposted(2014, confirmed: 3, ids[0], ids[1], ids[2]);
        await (await house.Start(InterventionsService.Host)).Services.GetRequiredService<IBatchHandler<PostingRefused>>().Handle(
            [new(Guid.CreateVersion7(), new PostingRefused("ANSWERED", Guid.Parse(ids[1]), 1, "year-wrong", ""))], default);
        // Both sides have confirmed it and it is in no book: until it is corrected or cancelled it stands in the way.
        await IsUnposted(2014, confirmed: 2, ids[0], ids[1], ids[2]);

        // Announced for the next year, while the ledger may still post it in this one.
        (await registrar.Act($"interventions/{ids[2]}/corrections", new { reason = "Autre année", changes = new { date = "2015-10-01" } })).Is(200);
        await Confirm(ids[2], approvers);
        await IsUnposted(2014, confirmed: 1, ids[0], ids[1], ids[2]);
        await IsUnposted(2015, confirmed: 1, ids[2]);

        // Taken back, and the ledger has yet to say so.
        (await registrar.Act($"interventions/{ids[0]}/cancellations", new { reason = "Saisie deux fois" })).Is(200);
        await Confirm(ids[0], approvers);
        await IsUnposted(2014, confirmed: 0, ids[0], ids[1], ids[2]);

        await house.Start(LedgerService.Host);
        await Eventually.Equal((1, 0), async () => ((await Ask("ANSWERED", 2014)).UnpostedCount, (await Ask("ANSWERED", 2015)).UnpostedCount));
        await IsUnposted(2014, confirmed: 0, ids[1]);
        await IsUnposted(2015, confirmed: 1);
    }

    public static TheoryData<string, bool> Orders => new()
    {
        { "C1", true }, { "C1 R1", false }, { "R1 C1", false },
        { "C1 R1 C2", true }, { "C1 C2 R1", true }, { "R1 C1 C2", true }, { "R1 C2 C1", true }, { "C2 C1 R1", true }, { "C2 R1 C1", true },
        { "C1 R1 C2 R2", false }, { "R2 C2 R1 C1", false }, { "R2 R1 C2 C1", false }, { "C2 R2 C1 R1", false }, { "C1 R1 C2 R2 C1", false },
    };

    /// <param name="told">C: closed, R: reopened, with the statement's edition, in the order in which the messages arrive.</param>
    [Theory]
    [MemberData(nameof(Orders))]
    public async Task A_year_is_closed_while_an_edition_above_the_reopened_ones_is_in_whatever_order_it_is_told(string told, bool closed)
    {
        var book = "O-" + told.Replace(' ', '-');
        foreach (var word in told.Split(' '))
        {
            await Hear(book, word);
            await Hear(book, word);
        }

        Assert.Equal(closed ? 1 : 0, await house.Scalar<long>(
            InterventionsService.Host, "select count(*) from interventions.closed_year where agreement = @book and first_day = '2014-09-01'", new { book }));
    }

    [Fact]
    public async Task A_reopened_year_lets_the_year_s_start_change_again()
    {
        await Given.AgreementInForce(house, "REOPENED");
        var management = await house.As("HG", "management");
        var amendment = new { kind = "amendment", reference = "Avenant 1", effectiveFrom = "2016-08-01", changes = new { yearStart = "08-01" } };
        await Hear("REOPENED", "C1");
        (await management.Post("agreements/REOPENED/amendments", amendment)).IsProblem(422, "year-start-after-closed-year");
        await Hear("REOPENED", "R1");
        (await management.Post("agreements/REOPENED/amendments", amendment)).Is(201);
    }

    [Fact]
    public async Task The_year_s_start_does_not_change_once_a_year_is_closed()
    {
        await Given.AgreementInForce(house, "CLOSED");
        var handler = (await house.Start(InterventionsService.Host)).Services.GetRequiredService<IBatchHandler<YearClosed>>();
        var amendment = new { kind = "amendment", reference = "Avenant 1", effectiveFrom = "2016-08-01", changes = new { yearStart = "08-01" } };
        await handler.Handle([new(Guid.CreateVersion7(), new YearClosed("CLOSED", "2014-2015", new DateOnly(2014, 9, 1)))], default);
        await handler.Handle([new(Guid.CreateVersion7(), new YearClosed("CLOSED", "2014-2015", new DateOnly(2014, 9, 1)))], default);
        (await (await house.As("HG", "management")).Post("agreements/CLOSED/amendments", amendment)).IsProblem(422, "year-start-after-closed-year");
    }

    private async Task Hear(string book, string word)
    {
        var (services, edition, firstDay) = ((await house.Start(InterventionsService.Host)).Services, word[1] - '0', new DateOnly(2014, 9, 1));
        await (word[0] == 'C'
            ? services.GetRequiredService<IBatchHandler<YearClosed>>().Handle([new(Guid.CreateVersion7(), new YearClosed(book, "2014-2015", firstDay, edition))], default)
            : services.GetRequiredService<IBatchHandler<YearReopened>>().Handle([new(Guid.CreateVersion7(), new YearReopened(book, "2014-2015", firstDay, edition))], default));
    }

    private async Task<YearLinesCounted> Ask(string book, int year)
    {
        var question = new YearEndAsked(Guid.CreateVersion7(), book, $"{year}-{year + 1}", new DateOnly(year, 9, 1), new DateOnly(year + 1, 8, 31));
        var handler = (await house.Start(InterventionsService.Host)).Services.GetRequiredService<IBatchHandler<YearEndAsked>>();
        await handler.Handle([new(Guid.CreateVersion7(), question)], default);
        return JsonSerializer.Deserialize<YearLinesCounted>(await house.Scalar<string>(
            InterventionsService.Host, "select body from plumbing.outbox where contract = 'interventions.year-lines-counted.v1' and body like '%' || @id || '%'", new { id = question.Question.ToString() }), Wire.Json)!;
    }

    private static async Task Confirm(string line, params IEnumerable<Institution> approvers)
    {
        foreach (var approver in approvers)
        {
            (await approver.Act($"interventions/{line}/confirmations", new { })).Is(200);
        }
    }

    private async Task IsUnposted(int year, int confirmed, params string[] lines)
    {
        var answer = await Ask("ANSWERED", year);
        Assert.Equal((confirmed, lines.Length), (answer.Confirmed, answer.UnpostedCount));
        Assert.Equal(lines.Order(StringComparer.Ordinal), answer.Unposted!.Select(id => id.ToString()));
        Assert.DoesNotContain(answer.Open, id => lines.Contains(id.ToString()));
    }
}
