using System.Globalization;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Interventions.Agreements.Listing;

[Trait("needs", "servers")]
public sealed class AgreementListTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_party_sees_its_agreements_with_their_state_end_and_next_deadline()
    {
        await Given.AgreementInForce(house, "RENEWED");
        await Agreeing.InForce(house, Given.Agreement("ENDED") with { TacitRenewal = false });
        (await (await house.As("HETS", "management")).Post("agreements", Given.Agreement("ASKED") with { Parties = ["HETS", "CG68"], Reference = "CP-2010-9-4-3" })).Is(201);

        var page = (await (await house.ClientsOf("HETS", "auditor")).Interventions.ListAgreementsAsync()).Is(200);
        Assert.Null(page.Next);
        Assert.Equal(
            ["ASKED HETS CG68 2012-05-14 pending  ", "ENDED HETS HG 2012-05-14 inForce 2015-05-13 ", $"RENEWED HETS HG 2012-05-14 inForce  {Next()}"],
            page.Agreements.Select(agreement => string.Create(CultureInfo.InvariantCulture,
                $"{agreement.Ref} {string.Join(' ', agreement.Parties)} {agreement.Signed:yyyy-MM-dd} {agreement.State} {agreement.EndsOn:yyyy-MM-dd} {agreement.NextDeadline?.Kind}{agreement.NextDeadline?.DueOn:yyyy-MM-dd}")));
        Assert.Equal("CP-2010-9-4-3", page.Agreements[0].Reference);
        Assert.Equal(["ENDED", "RENEWED"], await Refs("HG"));
        Assert.Equal(["ASKED"], await Refs("CG68"));
        Assert.Empty(await Refs("ISSM"));
        (await (await house.As("*", "operator")).Get("agreements?limit=0")).IsProblem(403, "role-missing");
    }

    private static string Next()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var next = AgreementDeadlines.Of(Given.InForce().TermsAt(today)!, null, today).OrderBy(deadline => deadline.DueOn).First();
        return string.Create(CultureInfo.InvariantCulture, $"{next.Kind}{next.DueOn:yyyy-MM-dd}");
    }

    private async Task<IEnumerable<string>> Refs(string institution) =>
        (await (await house.ClientsOf(institution, "management")).Interventions.ListAgreementsAsync()).Is(200).Agreements.Select(agreement => agreement.Ref);
}
