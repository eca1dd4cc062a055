using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using HourExchange.Reporting;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Reporting.Reports.Explaining;

/// <summary>Whatever a report says, the postings behind each of its figures sum to it.</summary>
[Trait("needs", "servers")]
public sealed class ExplainedFiguresTests(House house) : IClassFixture<House>
{
    private static readonly string[] Accounts = ["opening", "given", "received", "late", "adjusted", "compensated", "settled", "carried", "closing"];

    /// <summary>One cell of seven, each time others.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Figures_of_a_generated_network_are_the_sums_of_the_postings_that_explain_them(int seed) => Explain(seed, 7);

    [Theory]
    [Trait("slow", "yes")]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public Task Each_figure_of_a_generated_network_is_the_sum_of_the_postings_that_explain_it(int seed) => Explain(seed, 1);

    private async Task Explain(int seed, int oneOf)
    {
        var parties = new[] { "HETS", "HG", "ISSM", "CG68" }.Take(2 + (seed % 3)).ToArray();
        var book = $"EXPLAINED-{seed}";
        var generated = new GeneratedBook(seed, book, parties, seed % 2 == 0 ? "01-01" : "09-01");
        await generated.Tell(house);
        await new GeneratedBook(100 + seed, $"BESIDE-{seed}", parties[..2], "09-01").Tell(house);
        var reader = await house.As(parties[0], "auditor");
        var year = seed % 2 == 0 ? "2014" : "2014-2015";
        var explained = 0;

        foreach (var period in new[] { $"agreement={book}&year={year}", $"agreement={book}&from=2014-03-10&to=2015-11-20", "from=2014-09-01&to=2015-08-31" })
        {
            var balance = (await reader.AskReporting($"reports/balance?{period}")).Is(200);
            foreach (var row in balance["rows"].EnumerateArray().Concat(balance["totals"].EnumerateArray()))
            {
                foreach (var column in Accounts)
                {
                    await Explains(row.GetProperty(column), balance["explain"], row, "minutes", ("column", column));
                }
            }
        }

        foreach (var period in new[] { $"year={year}", "from=2014-03-10&to=2015-11-20" })
        {
            var tariff = (await reader.AskReporting($"reports/tariff?agreement={book}&{period}")).Is(200);
            foreach (var row in tariff["rows"].EnumerateArray())
            {
                await Explains(row.GetProperty("minutes"), tariff["explain"], row, "minutes", ("column", "minutes"));
                await Explains(row.GetProperty("lines"), tariff["explain"], row, "lines", ("column", "lines"));
                await Explains(row.GetProperty("amount"), tariff["explain"], row, "amount", ("column", "amount"));
            }
        }

        var yearly = (await reader.AskReporting($"reports/yearly/{book}/{year}")).Is(200);
        var figures = yearly["explain"].GetProperty("figures");
        foreach (var row in yearly["institutions"].EnumerateArray())
        {
            foreach (var figure in new[] { "given", "received", "net" })
            {
                await Explains(row.GetProperty(figure), figures, row, "minutes", ("figure", figure));
            }

            await Explains(row.GetProperty("lines"), figures, row, "lines", ("figure", "lines"));
        }

        foreach (var row in yearly["byNature"].EnumerateArray().Concat(yearly["byDomain"].EnumerateArray()))
        {
            await Explains(row.GetProperty("given"), figures, row, "minutes", ("figure", "given"));
            await Explains(row.GetProperty("lines"), figures, row, "lines", ("figure", "lines"));
        }

        foreach (var row in yearly["accounts"].EnumerateArray())
        {
            await Explains(row.GetProperty("closing"), yearly["explain"].GetProperty("accounts"), row, "minutes", ("column", "closing"));
        }

        foreach (var flow in yearly["flows"].EnumerateArray())
        {
            await Explains(flow.GetProperty("minutes"), figures, flow, "minutes", ("figure", "given"), ("institution", Text(flow, "from")), ("counterpart", Text(flow, "to")));
        }

        foreach (var balance in yearly["balances"].EnumerateArray())
        {
            foreach (var step in balance.GetProperty("steps").EnumerateArray())
            {
                await Explains(step.GetProperty("minutes"), figures, balance, "minutes", ("figure", "balance"), ("day", Text(step, "day")));
            }
        }

        foreach (var scope in new[] { "", $"&institution={parties[1]}" })
        {
            var overview = (await reader.AskReporting($"reports/yearly?from=2014-09-01&to=2015-08-31{scope}")).Is(200);
            foreach (var row in overview["pairs"].EnumerateArray())
            {
                await Explains(row.GetProperty("given"), overview["explain"], row, "minutes", ("figure", "given"));
                await Explains(row.GetProperty("received"), overview["explain"], row, "minutes", ("figure", "received"));
                await Explains(row.GetProperty("net"), overview["explain"], row, "minutes", ("figure", "net"));
            }

            foreach (var rows in new[] { "byNature", "byDomain" })
            {
                foreach (var row in overview[rows].EnumerateArray())
                {
                    await Explains(row.GetProperty("given"), overview["explain"], row, "minutes", ("figure", "given"));
                    await Explains(row.GetProperty("lines"), overview["explain"], row, "lines", ("figure", "lines"));
                }
            }

            foreach (var row in overview["accounts"].EnumerateArray())
            {
                await Explains(row.GetProperty("closing"), overview["explainAccounts"], row, "minutes", ("column", "closing"));
            }
        }

        Assert.True(explained > 300, $"Only {explained} figures were met.");

        async Task Explains(JsonElement cell, JsonElement template, JsonElement row, string unit, params (string Name, string Value)[] more)
        {
            if (++explained % oneOf != seed % oneOf)
            {
                return;
            }

            var address = Filled(template.GetString()!, row, more);
            var (minutes, taken, after) = (0L, 0, "");
            // Most pages small: the sum is over all of them.
            var size = explained % 3 == 0 ? 10 : 100;
            var order = new List<(string Day, long Number)>();
            JsonElement answer;
            do
            {
                answer = (await reader.Send("reporting", "get", $"{address}&limit={size}{after}")).Is(200).Json;
                var postings = answer.GetProperty("postings").EnumerateArray().ToList();
                minutes += postings.Sum(posting => posting.GetProperty("minutes").GetInt64());
                taken += postings.Count;
                order.AddRange(postings.Select(posting => (Text(posting, "valueDate"), posting.GetProperty("number").GetInt64())));
                after = $"&after={answer.GetProperty("next")}";
            }
            while (answer.GetProperty("next").ValueKind == JsonValueKind.Number);

            // By day, then by number, over all pages.
            Assert.Equal(order.Order(), order);
            Assert.Equal((answer.GetProperty("count").GetInt32(), answer.GetProperty("minutes").GetInt64()), (taken, minutes));
            Assert.True(cell.GetDecimal() == answer.GetProperty(unit).GetDecimal(), $"{cell} is explained by {answer.GetProperty(unit)}: {address}");
            Assert.NotEmpty(answer.GetProperty("rule").GetString()!);
        }
    }

    [Fact]
    public async Task An_explanation_says_the_rule_the_terms_with_their_dates_and_the_lines_by_their_numbers_in_three_languages()
    {
        var generated = new GeneratedBook(7, "RULES", ["HETS", "HG"], "09-01");
        await generated.Tell(house);
        var reader = await house.As("HETS", "finance");
        var row = (await reader.AskReporting("reports/tariff?agreement=RULES&year=2014-2015")).Is(200)["rows"].EnumerateArray().First(one => Text(one, "nature") == "td" && one.GetProperty("tariff").GetDecimal() == 71.35m);
        var address = $"reports/tariff/figure?agreement=RULES&year=2014-2015&column=amount&institution={Text(row, "institution")}&nature=td&basis=credited&tariff=71.35";
        var french = (await reader.AskReporting($"{address}&language=fr-CH")).Is(200);
        Assert.StartsWith("Montant = minutes", french["rule"].GetString(), StringComparison.Ordinal);
        Assert.StartsWith("Betrag = Minuten", (await reader.AskReporting($"{address}&language=de-CH")).Is(200)["rule"].GetString(), StringComparison.Ordinal);
        Assert.StartsWith("Amount = minutes", (await reader.AskReporting($"{address}&language=en")).Is(200)["rule"].GetString(), StringComparison.Ordinal);
        Assert.Equal(("money", row.GetProperty("amount").GetDecimal()), (french["unit"].GetString(), french["amount"].GetDecimal()));
        Assert.Contains(french["terms"].EnumerateArray(), term => (Text(term, "kind"), Text(term, "code"), Text(term, "value"), Text(term, "since")) == ("tariff", "td", "71.35", "2015-02-01"));
        // Credited by other coefficients than the terms of today say: no date says so.
        Assert.All(french["terms"].EnumerateArray().Where(term => Text(term, "kind") == "coefficient"), term =>
            Assert.Equal(Text(term, "value") == "1", term.GetProperty("since").ValueKind == JsonValueKind.String));
        // Each leads to its line, which may have no reference.
        Assert.All(french["postings"].EnumerateArray(), posting => Assert.NotEqual(Guid.Empty, posting.GetProperty("line").GetGuid()));
        Assert.All(french["postings"].EnumerateArray(), posting => Assert.True(posting.GetProperty("number").GetInt64() > 0 && Text(posting, "nature") == "td" && Text(posting, "lineDate").CompareTo("2015-02-01", StringComparison.Ordinal) >= 0));

        var settled = (await reader.AskReporting("reports/balance/figure?agreement=RULES&year=2014-2015&column=settled&institution=HETS&counterpart=HG")).Is(200);
        Assert.Equal(["carry-cap 2400 2012-05-14", "settlement-tariff 65.00 2012-05-14"], settled["terms"].EnumerateArray().Select(term => $"{term.GetProperty("kind")} {term.GetProperty("value")} {term.GetProperty("since")}"));
    }

    [Fact]
    public async Task What_is_no_figure_is_refused_and_nobody_reads_of_others()
    {
        await new GeneratedBook(8, "REFUSED", ["VEVEY", "AIGLE"], "09-01").Tell(house);
        var (reader, stranger) = (await house.As("VEVEY", "finance"), await house.As("ISSM", "finance"));
        foreach (var path in new[]
        {
            "reports/balance/figure?agreement=REFUSED&year=2014-2015&column=given&institution=VEVEY&counterpart=AIGLE",
            "reports/tariff/figure?agreement=REFUSED&year=2014-2015&column=minutes&institution=VEVEY&nature=td&basis=taught&tariff=65",
            "reports/yearly/REFUSED/2014-2015/figure?figure=given&institution=VEVEY", "reports/yearly/REFUSED/2014-2015/lines?figure=requested&institution=VEVEY",
            "reports/yearly/figure?agreement=REFUSED&year=2014&figure=given&institution=VEVEY",
        })
        {
            (await reader.AskReporting(path)).Is(200);
            (await stranger.AskReporting(path)).IsProblem(404, "agreement-not-found");
            (await (await house.As("*", "operator")).AskReporting(path)).IsProblem(403, "role-missing");
            (await reader.AskReporting($"{path}&limit=0")).IsProblem(400, "page-invalid");
            (await reader.AskReporting(Regex.Replace(path, "(column|figure)=[a-z]+", "$1=nothing"))).IsProblem(422, "figure-unknown");
            (await reader.AskReporting(path.Replace("institution=VEVEY", "institution=ISSM", StringComparison.Ordinal))).IsProblem(422, "institution-unknown");
        }

        (await reader.AskReporting("reports/yearly/REFUSED/2014/figure?figure=given&institution=VEVEY")).IsProblem(404, "year-not-found");
        // As a database of an earlier version leaves them, until they are read in again.
        await house.Execute(ReportingService.Host, "update reporting.posting set counts_as = null where book = 'REFUSED'");
        (await reader.AskReporting("reports/yearly/REFUSED/2014-2015/figure?figure=given&institution=VEVEY")).IsProblem(422, "figures-being-rebuilt");
    }

    private static string Text(JsonElement row, string field) => row.GetProperty(field).GetString()!;

    /// <summary>A URI template of level 3 (RFC 6570), filled from what is said and from the row.</summary>
    private static string Filled(string template, JsonElement row, (string Name, string Value)[] said) => Regex.Replace(template, @"\{([?&])([^}]*)\}", found =>
    {
        var parts = found.Groups[2].Value.Split(',').Select(name => (name, Value: said.FirstOrDefault(one => one.Name == name).Value
            ?? (row.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null))).Where(part => part.Value is not null);
        return found.Groups[1].Value + string.Join('&', parts.Select(part => $"{part.name}={Uri.EscapeDataString(part.Value!)}"));
    });
}
