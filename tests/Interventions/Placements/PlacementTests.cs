using HourExchange.Interventions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Placements;

[Trait("needs", "servers")]
public sealed class PlacementTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Placement_places_are_counted_by_year_and_kind_and_the_latest_count_holds()
    {
        await Given.AgreementInForce(house);
        var registrar = await house.As("HG", "registrar");
        (await registrar.Post("agreements/HETS-HG/placements", Count("2012-2013", "FEE", 18))).Is(201);
        (await registrar.Post("agreements/HETS-HG/placements", Count("2013-2014", "FEE", 24))).Is(201);
        Assert.Equal(2, (await (await house.As("HETS", "management")).Post("agreements/HETS-HG/placements", Count("2013-2014", "FEE", 25))).Is(201)["revision"].GetInt32());
        (await registrar.Post("agreements/HETS-HG/placements", Count("2013-2014", "FEE", 25))).Is(200);
        (await registrar.Post("agreements/HETS-HG/placements", Count("2013-2014", "FTP", 0))).Is(201);

        (await registrar.Post("agreements/HETS-HG/placements", Count("2013", "FEE", 1))).IsProblem(422, "year-unknown");
        (await registrar.Post("agreements/HETS-HG/placements", Count("2013-2014", "a:b", 1))).IsProblem(422, "placement-kind-invalid");
        (await registrar.Post("agreements/HETS-HG/placements", Count("2013-2014", "FEE", 10_001))).IsProblem(422, "places-invalid");
        (await registrar.Post("agreements/HETS-HG/placements", Count("2013-2014", "FEE", 1, "ISSM"))).IsProblem(422, "institution-unknown");
        (await (await house.As("HG", "approver")).Post("agreements/HETS-HG/placements", Count("2013-2014", "FEE", 1))).IsProblem(403, "role-missing");
        (await (await house.As("ISSM", "registrar")).Post("agreements/HETS-HG/placements", Count("2013-2014", "FEE", 1))).IsProblem(404, "agreement-not-found");

        var seen = (await (await house.As("HETS", "auditor")).Get("agreements/HETS-HG/placements?year=2013-2014")).Is(200);
        Assert.Equal(25, seen["places"].GetInt32());
        Assert.Equal(["FEE 25", "FTP 0"], seen["placements"].EnumerateArray().Select(row => $"{row.GetProperty("kind")} {row.GetProperty("places")}"));
        (await registrar.Get("agreements/HETS-HG/placements?year=x")).IsProblem(400, "request-invalid");
        (await registrar.Get("agreements/HETS-HG/placements?year=2013")).IsProblem(422, "year-unknown");
        Assert.Equal(4, await house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.placement_count"));
        await Eventually.Equal(4L, () => house.Scalar<long>(
            InterventionsService.Host, "select count(*) from plumbing.outbox where contract = 'interventions.placements-counted.v1' and sent_at is not null and refused_times = 0"));
    }

    private static object Count(string year, string kind, int places, string institution = "HG") => new { year, institution, kind, places };
}
