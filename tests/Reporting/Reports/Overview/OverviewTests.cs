using System.Text.Json;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Plumbing.Sheets;

namespace HourExchange.Tests.Reporting.Reports.Overview;

/// <summary>Several agreements in one report: what a party reads of all of them, and of one institution.</summary>
[Trait("needs", "servers")]
public sealed class OverviewTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_report_over_agreements_sums_what_each_says_and_is_of_what_the_reader_is_a_party_to()
    {
        await new GeneratedBook(21, "FIRST", ["HETS", "HG"], "09-01").Tell(house);
        await new GeneratedBook(22, "SECOND", ["HETS", "HG", "ISSM"], "09-01").Tell(house);
        await new GeneratedBook(23, "OTHERS", ["ISSM", "CG68"], "09-01").Tell(house);
        var hets = await house.As("HETS", "management");
        var all = (await hets.AskReporting("reports/yearly?year=2014-2015")).Is(200);
        Assert.Equal(["FIRST", "SECOND"], Texts(all["agreements"]));
        Assert.Equal(("2014-2015", "2014-09-01", "2015-08-31", "2013-09-01"), (all["year"].GetString(), all["from"].GetString(), all["to"].GetString(), all["fromBefore"].GetString()));
        var both = (await hets.AskReporting("reports/yearly/FIRST/2014-2015")).Is(200)["institutions"].EnumerateArray()
            .Concat((await hets.AskReporting("reports/yearly/SECOND/2014-2015")).Is(200)["institutions"].EnumerateArray()).ToList();
        foreach (var row in all["institutions"].EnumerateArray())
        {
            foreach (var figure in new[] { "given", "received", "net", "lines", "givenBefore", "receivedBefore" })
            {
                Assert.Equal(both.Where(one => Text(one, "institution") == Text(row, "institution")).Sum(one => Of(one, figure)), Of(row, figure));
            }
        }

        Assert.Equal(all["pairs"].EnumerateArray().Sum(pair => Of(pair, "given") + Of(pair, "received")), all["byNature"].EnumerateArray().Sum(row => Of(row, "given")));
        Assert.Equal(["2013-09-01", "2014-09-01"], all["periods"].EnumerateArray().Select(row => Text(row, "from")).Distinct());

        // ISSM over all that HETS reads: its pairs of the second alone, as it sees them.
        var issm = (await hets.AskReporting("reports/yearly?year=2014-2015&institution=ISSM")).Is(200);
        Assert.Equal(["SECOND"], Texts(issm["agreements"]));
        Assert.All(issm["pairs"].EnumerateArray(), pair => Assert.Equal("ISSM", Text(pair, "institution")));
        Assert.Equal(Of(both.Last(one => Text(one, "institution") == "ISSM"), "given"), Of(Assert.Single(issm["institutions"].EnumerateArray()), "given"));
        var balance = (await hets.AskReporting("reports/balance?from=2014-09-01&to=2015-08-31&institution=ISSM")).Is(200);
        Assert.All(balance["rows"].EnumerateArray(), row => Assert.Equal("ISSM", Text(row, "institution")));

        foreach (var path in new[] { "reports/yearly?year=2014-2015", "reports/yearly?year=2014-2015&institution=HETS", "reports/yearly?year=2014&agreement=SECOND" })
        {
            Assert.NotEqual(0, PrintedSums.OfPage((await hets.AskReporting($"{path}&format=html")).Is(200).Bytes));
            Assert.NotEqual(0, PrintedSums.OfWorkbook((await hets.AskReporting($"{path}&format=xlsx&language=de-CH")).Is(200).Bytes));
        }

        var own = PrintedSums.OfCsv((await hets.AskReporting("reports/yearly?year=2014-2015&institution=HETS&format=csv&dialect=rfc4180&table=pairs")).Is(200).Text);
        Assert.Equal(both.Where(one => Text(one, "institution") == "HETS").Sum(one => Of(one, "given")), own["givenMinutes"]);
    }

    [Fact]
    public async Task Calendars_that_differ_are_told_and_nobody_learns_of_others()
    {
        await new GeneratedBook(24, "ACADEMIC", ["HG", "VEVEY"], "09-01").Tell(house);
        await new GeneratedBook(25, "CIVIL", ["HG", "VEVEY"], "01-01").Tell(house);
        var reader = await house.As("VEVEY", "finance");
        foreach (var report in new[] { "yearly", "balance" })
        {
            (await reader.AskReporting($"reports/{report}?year=2014-2015")).IsProblem(422, "calendar-ambiguous");
            (await reader.AskReporting($"reports/{report}?year=2014")).Is(200);
            (await reader.AskReporting($"reports/{report}?year=2014-2015&agreement=ACADEMIC")).Is(200);
            (await reader.AskReporting($"reports/{report}?year=2014-2015&agreement=CIVIL")).IsProblem(404, "year-not-found");
            (await reader.AskReporting($"reports/{report}?from=2014-05-01&to=2014-12-31")).Is(200);
            (await reader.AskReporting($"reports/{report}?from=2014-05-01&to=2014-04-30")).IsProblem(422, "period-reversed");
            (await reader.AskReporting($"reports/{report}?year=2014&agreement=FIRST")).IsProblem(404, "agreement-not-found");
            (await reader.AskReporting($"reports/{report}?year=2014&institution=CG68")).IsProblem(404, "institution-not-found");
            (await reader.AskReporting($"reports/{report}?year=2014&format=pdf")).IsProblem(406, "format-not-offered");
            (await (await house.As("*", "operator")).AskReporting($"reports/{report}?year=2014")).IsProblem(403, "role-missing");
        }

        // Who has no agreement has an empty report, not somebody else's.
        Assert.Empty((await (await house.As("NOBODY", "finance")).AskReporting("reports/yearly?year=2014")).Is(200)["agreements"].EnumerateArray());
    }

    private static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(one => one.GetString());

    private static string? Text(JsonElement row, string field) => row.GetProperty(field).GetString();

    private static long Of(JsonElement row, string field) => row.GetProperty(field).GetInt64();
}
