using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Interventions.Agreements;

[Trait("needs", "servers")]
public sealed class NoTariffTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task An_agreement_without_cap_and_tariff_is_agreed_amended_and_closes_a_year()
    {
        await Agreeing.Institutions(house);
        await Agreeing.InForce(house, Given.Agreement("FREE") with { Signed = new DateOnly(2014, 9, 1), SettlementTariff = null, CarryCapMinutes = null });
        await TurningKeys.List(house, "FREE", Given.Row("F-1"));
        await Eventually.Equal(1, () => BookTables.Count(house, "FREE"));
        foreach (var (reference, from, changes) in new (string, string, object)[]
        {
            ("Avenant 1", "2014-10-01", new { settlementTariff = "65.00", carryCapMinutes = (int?)0 }),
            ("Avenant 2", "2014-11-01", new { settlementTariff = (string?)null, carryCapMinutes = (int?)null }),
        })
        {
            var amendment = (await (await house.As("HG", "management")).Post("agreements/FREE/amendments", new { kind = "amendment", reference, effectiveFrom = from, changes })).Is(201);
            await Agreeing.Consent(house, "FREE", amendment["hash"].GetString(), "HETS", "HG");
        }

        var terms = (await (await house.As("HG", "auditor")).Get("agreements/FREE/terms?on=2014-10-15")).Is(200).Text;
        Assert.Contains("\"settlementTariff\":\"65.00\",\"carryCapMinutes\":0", terms, StringComparison.Ordinal);
        terms = (await (await house.As("HG", "auditor")).Get("agreements/FREE/terms?on=2015-01-01")).Is(200).Text;
        Assert.Contains("\"settlementTariff\":null,\"carryCapMinutes\":null", terms, StringComparison.Ordinal);
        await Eventually.Equal(3, () => house.Scalar<int>(LedgerService.Host, "select coalesce(max(version), 0) from ledger.agreement_terms where agreement = 'FREE'"));
        await ClosingYear.Close(house, "FREE", "2014-2015", "HETS", "HG");
        var balance = (await (await house.As("HG", "auditor")).AskLedger("books/FREE/balance?asOf=2015-09-01")).Is(200);
        Assert.Equal(135, balance["balances"].EnumerateArray().Single(one => one.GetProperty("institution").GetString() == "HG").GetProperty("minutes").GetInt32());
    }
}
