using System.Text.Json;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Receiving;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Reporting.Reports.Explaining;

/// <summary>Whatever the yearly report says of lines, those that explain it are as many, or sum to it.</summary>
[Trait("needs", "servers")]
public sealed class ExplainedLinesTests(House house) : IClassFixture<House>
{
    private static readonly string[] States = ["requested", "approved", "declined", "delivered", "disputed", "confirmed", "cancelled"];
    private static readonly string[] Parties = ["HETS", "HG"];

    [Fact]
    public async Task Indicators_requests_and_planned_hours_of_generated_lines_are_those_of_the_lines_that_explain_them()
    {
        await new GeneratedBook(2, "INDICATED", Parties, "09-01").Tell(house);
        var reporting = await house.Start(HourExchange.Reporting.ReportingService.Host);
        await reporting.Services.GetRequiredService<IBatchHandler<LineRecorded>>().Handle(
            [new Received<LineRecorded>(Guid.CreateVersion7(), new LineRecorded("INDICATED", [.. Enumerable.Range(0, 300).Select(index => Recorded(new Random(index)))]))], default);
        var reader = await house.As("HG", "auditor");
        var report = (await reader.AskReporting("reports/yearly/INDICATED/2014-2015")).Is(200);
        var template = report["explain"].GetProperty("lines").GetString()!;

        foreach (var figure in new[] { "lines", "open", "disputed", "corrected", "direct", "employerUninformed", "tacit" })
        {
            await Explains(report["lines"].GetProperty(figure), figure, "count");
        }

        Assert.Equal(2, report["lines"].GetProperty("requests").GetArrayLength());
        foreach (var row in report["lines"].GetProperty("requests").EnumerateArray())
        {
            var asker = $"&institution={row.GetProperty("institution")}";
            foreach (var figure in new[] { "requested", "approved", "declined", "delivered" })
            {
                await Explains(row.GetProperty(figure), figure + asker, "count");
            }

            await Explains(row.GetProperty("plannedMinutes"), "plannedMinutes" + asker, "minutes");
            await Explains(row.GetProperty("deliveredMinutes"), "deliveredMinutes" + asker, "minutes");
        }

        var planned = Assert.Single(report["planned"].EnumerateArray());
        var pair = $"&institution={planned.GetProperty("institution")}&counterpart={planned.GetProperty("counterpart")}";
        await Explains(planned.GetProperty("toGive"), "toGive" + pair, "minutes");
        await Explains(planned.GetProperty("toReceive"), "toReceive" + pair, "minutes");
        (await reader.AskReporting("reports/yearly/INDICATED/2014-2015/lines?figure=toGive&institution=HG")).IsProblem(422, "figure-unknown");

        async Task Explains(JsonElement cell, string figure, string unit)
        {
            Assert.NotEqual(0, cell.GetInt64());
            var address = $"{template[..template.IndexOf('{', StringComparison.Ordinal)]}?figure={figure}";
            var (count, minutes, after) = (0, 0L, "");
            JsonElement answer;
            do
            {
                answer = (await reader.Send("reporting", "get", $"{address}&limit=40{after}")).Is(200).Json;
                var lines = answer.GetProperty("lines").EnumerateArray().ToList();
                count += lines.Count;
                minutes += lines.Sum(line => line.GetProperty("minutes").ValueKind == JsonValueKind.Number ? line.GetProperty("minutes").GetInt64() : 0);
                after = $"&after={answer.GetProperty("next")}";
            }
            while (answer.GetProperty("next").ValueKind == JsonValueKind.String);

            Assert.Equal((answer.GetProperty("count").GetInt32(), answer.GetProperty("minutes").GetInt64()), (count, minutes));
            Assert.True(cell.GetInt64() == answer.GetProperty(unit).GetInt64(), $"{cell} is explained by {answer.GetProperty(unit)}: {figure}");
            Assert.NotEmpty(answer.GetProperty("rule").GetString()!);
        }
    }

    /// <summary>A line in any state, of this year or of the one before.</summary>
    private static RecordedLine Recorded(Random random)
    {
        var state = States[random.Next(States.Length)];
        var lender = random.Next(2);
        DateTimeOffset at = new(2014, 10, 1, 8, 0, 0, TimeSpan.Zero);
        DateTimeOffset? Then(bool has) => has ? at.AddHours(random.Next(100)) : null;
        var isRequest = state is "requested" or "approved" or "declined" || random.Next(2) == 0;
        var isDelivered = state is "delivered" or "disputed" or "confirmed" || (state == "cancelled" && random.Next(2) == 0);
        var minutes = 5 + random.Next(200);
        return new RecordedLine(
            Guid.CreateVersion7(), 1, Parties[lender], Parties[lender], Parties[1 - lender], $"{Parties[lender]}-{random.Next(5):000}", "formation-de-base",
            new[] { "cours", "td", "accompagnement", "unknown" }[random.Next(4)], new DateOnly(2014, 9, 1).AddDays(random.Next(-20, 300)) is var date ? date : default,
            date.Month >= 9 && date.Year == 2014 ? "2014-2015" : date.Year == 2015 ? "2014-2015" : "2013-2014",
            isRequest ? date : null, isRequest ? minutes + random.Next(60) : null, "1", "heure", minutes, random.Next(5) == 0 ? "free" : "exchanged",
            new[] { "direct", "in-concertation", null }[random.Next(3)], new bool?[] { true, false, null }[random.Next(3)], state, 1, random.Next(4) == 0 ? 0 : random.Next(3), false, null, null,
            random.Next(4) == 0 ? [new TurnedKey("HG", "HG-approver-1", at, true)] : [], null, null, null,
            Then(isRequest), Then(isRequest && state is not ("requested" or "declined")), Then(isDelivered), Then(state == "disputed"), Then(state == "confirmed"), Then(state is "declined" or "cancelled"));
    }
}
