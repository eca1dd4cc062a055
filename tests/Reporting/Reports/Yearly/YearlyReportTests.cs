using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Ledger.Years;

namespace HourExchange.Tests.Reporting.Reports.Yearly;

[Trait("needs", "servers")]
public sealed class YearlyReportTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task An_agreement_without_postings_has_a_report_without_rows_for_its_parties_and_none_for_others()
    {
        await Given.AgreementInForce(house);
        await house.Start(LedgerService.Host);
        var auditor = await house.As("HG", "auditor");
        await Eventually.Equal(200, async () => (await auditor.AskReporting("reports/yearly/HETS-HG/2014-2015")).Status);
        var report = (await auditor.AskReporting("reports/yearly/HETS-HG/2014-2015")).Is(200);
        Assert.Equal(0, report["complete"].GetProperty("postings").GetInt32());
        Assert.Equal(0, report["institutions"].GetArrayLength());

        (await (await house.As("ISSM", "auditor")).AskReporting("reports/yearly/HETS-HG/2014-2015")).IsProblem(404, "agreement-not-found");
        (await auditor.AskReporting("reports/yearly/NONE/2014-2015")).IsProblem(404, "agreement-not-found");
        (await (await house.As("*", "operator")).AskReporting("reports/yearly/HETS-HG/2014-2015")).IsProblem(403, "role-missing");
        // A party that neither gave nor received has no row of zeros.
        var work = await BookAtWork.Open(house, "THREE", content => content with { Parties = ["HETS", "ISSM", "HG"] });
        await work.Post(60);
        await Eventually.Equal("HETS 0 60, HG 60 0", async () => string.Join(", ", (await auditor.AskReporting("reports/yearly/THREE/2014-2015")).Is(200)["institutions"].EnumerateArray()
            .Select(row => $"{row.GetProperty("institution")} {row.GetProperty("given")} {row.GetProperty("received")}")));

        foreach (var year in new[] { "2014-2017", "14-15", "2014-2015x", "now" })
        {
            (await auditor.AskReporting($"reports/yearly/HETS-HG/{year}")).IsProblem(400, "request-invalid");
        }
    }
}
