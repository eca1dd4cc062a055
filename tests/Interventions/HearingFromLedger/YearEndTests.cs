using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Interventions;
using HourExchange.Plumbing.Messaging;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Interventions.HearingFromLedger;

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
        foreach (var side in new[] { "HETS", "HG" })
        {
            (await (await house.As(side, "approver")).Act($"interventions/{ids[0]}/confirmations", new { })).Is(200);
        }

        // Posted this year, and waiting for keys over a date in the next: it stands here, and is open here.
        var moved = (await registrar.Post("interventions", Given.LineRequest("Y-MOVED", "YEAR"))).Is(201)["id"].GetString()!;
        foreach (var side in new[] { "HETS", "HG" })
        {
            (await (await house.As(side, "approver")).Act($"interventions/{moved}/confirmations", new { })).Is(200);
        }

        (await registrar.Act($"interventions/{moved}/corrections", new { reason = "Autre année", changes = new { date = "2015-10-01" } })).Is(200);
        var question = new YearEndAsked(Guid.CreateVersion7(), "YEAR", "2014-2015", new DateOnly(2014, 9, 1), new DateOnly(2015, 8, 31));
        var handler = (await house.Start(InterventionsService.Host)).Services.GetRequiredService<IBatchHandler<YearEndAsked>>();
        var message = new Received<YearEndAsked>(Guid.CreateVersion7(), question);
        await handler.Handle([message, message], default);
        await handler.Handle([message], default);
        var body = await house.Scalar<string>(
            InterventionsService.Host, "select string_agg(body, '|') from plumbing.outbox where contract = 'interventions.year-lines-counted.v1'");
        var answer = JsonSerializer.Deserialize<YearLinesCounted>(body, Wire.Json)!;
        Assert.Equal((question.Question, 2, 2, 1), (answer.Question, answer.Confirmed, answer.OpenCount, answer.DisputedCount));
        Assert.Equal(new[] { ids[1], moved }.Order(StringComparer.Ordinal), answer.Open.Select(id => id.ToString()));
        Assert.Equal([ids[2]], answer.Disputed.Select(id => id.ToString()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(new[] { ids[0], moved }.Order(StringComparer.Ordinal).Select(id => $"{id} 1\n"))))), answer.ConfirmedHash);
        (await (await house.As("HG", "approver")).Act($"interventions/{ids[1]}/confirmations", new { })).Is(200);
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
}
