using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Interventions.Institutions.Listing;

[Trait("needs", "servers")]
public sealed class InstitutionListTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Everybody_knows_their_own_institution_and_the_other_parties_of_its_agreements_and_the_operator_all()
    {
        await Given.AgreementInForce(house, "TWO");
        // Also an agreement that nobody has consented to: its parties are named in it.
        (await (await house.As("HETS", "management")).Post("agreements", Given.Agreement("ASKED") with { Parties = ["HETS", "CG68"] })).Is(201);

        Assert.Equal("CG68 agency, HETS school, HG agency", await Known("HETS", "registrar"));
        Assert.Equal("HETS school, HG agency", await Known("HG", "auditor"));
        Assert.Equal("ISSM school", await Known("ISSM", "finance"));
        Assert.Equal("", await Known("NOBODY", "finance"));
        Assert.Equal("CG68 agency, HETS school, HG agency, ISSM school", await Known("*", "operator"));
        (await (await house.As("HETS", "admin")).Get("institutions?limit=0")).IsProblem(403, "role-missing");
        (await (await house.As("HETS", "auditor")).Get("institutions?limit=101")).IsProblem(400, "page-invalid");
    }

    [Fact]
    public async Task The_typed_client_walks_them()
    {
        await Agreeing.Institutions(house);
        var interventions = (await house.ClientsOf("*", "operator")).Interventions;
        var first = (await interventions.ListInstitutionsAsync(limit: 2)).Is(200);
        Assert.Equal(["CG68", "HETS"], first.Institutions.Select(institution => institution.Code));
        var second = (await interventions.ListInstitutionsAsync(after: first.Next)).Is(200);
        Assert.Equal(("HG", "Institution HG", null), (second.Institutions[0].Code, second.Institutions[0].Name, second.Next));
    }

    private async Task<string> Known(string institution, string role) => string.Join(", ",
        (await (await house.ClientsOf(institution, role)).Interventions.ListInstitutionsAsync()).Is(200).Institutions.Select(known => $"{known.Code} {known.Kind}"));
}
