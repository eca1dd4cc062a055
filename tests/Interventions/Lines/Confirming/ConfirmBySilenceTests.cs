using HourExchange.Interventions;
using HourExchange.Interventions.Lines.Confirming;
using HourExchange.Plumbing.Sending;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using Microsoft.Extensions.Logging.Abstractions;

namespace HourExchange.Tests.Interventions.Lines.Confirming;

[Trait("needs", "servers")]
public sealed class ConfirmBySilenceTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task The_silent_side_s_key_turns_after_the_agreed_days_and_says_that_it_is_tacit()
    {
        await Given.AgreementInForce(house, "SILENT");
        await AgreeOnSilence("SILENT", 30);
        await Given.AgreementInForce(house, "SPOKEN");
        var told = await Delivered("SILENT", "S-1");
        var untold = await Delivered("SILENT", "S-2", turned: false);
        var corrected = await Delivered("SILENT", "S-3");
        await Confirm(corrected, "HETS");
        (await (await house.As("HETS", "registrar")).Act($"{corrected}/corrections", new { reason = "Une heure de plus", changes = new { quantity = 3 } })).Is(200);
        await Confirm(corrected, "HG");
        var spoken = await Delivered("SPOKEN", "S-4");
        var late = await Delivered("SILENT", "S-5", "2015-09-10");
        await house.Execute(InterventionsService.Host, "insert into interventions.year_closing (agreement, year, first_day) values ('SILENT', '2015-2016', '2015-09-01')");

        Assert.Equal(0, await After(29).TurnKeys());
        Assert.Equal(1, await After(30).TurnKeys());
        Assert.Equal(0, await After(31).TurnKeys());
        var line = (await (await house.As("HETS", "auditor")).Get(told)).Is(200);
        Assert.Equal("confirmed", line["state"].GetString());
        var tacit = line["keys"].EnumerateArray().Single(key => key.GetProperty("tacit").GetBoolean());
        Assert.Equal(("HETS", "tacite"), (tacit.GetProperty("institution").GetString(), tacit.GetProperty("subject").GetString()));
        foreach (var other in new[] { untold, corrected, spoken, late })
        {
            Assert.Equal("delivered", (await (await house.As("HETS", "auditor")).Get(other)).Is(200)["state"].GetString());
        }
    }

    [Fact]
    public async Task Silence_confirms_nothing_of_a_year_that_somebody_has_signed_until_the_statement_is_taken_back()
    {
        await Agreeing.Institutions(house);
        await Agreeing.InForce(house, Given.Agreement("SIGNED") with { Signed = new DateOnly(2014, 9, 1), SilenceDays = 30 });
        await TurningKeys.List(house, "SIGNED", Given.Row("Z-1"));
        await Eventually.Equal(1, () => BookTables.Count(house, "SIGNED"));
        var line = await Delivered("SIGNED", "Z-2");
        var drafter = await house.As("HETS", "finance", "HETS-drafter");
        Reply? draft = null;
        await Eventually.Holds("the year can be drafted", async () => (draft = await drafter.PostToLedger("books/SIGNED/years/2014-2015/statement", new { })).Status == 201);
        await ClosingYear.Sign(house, "SIGNED", "2014-2015", draft!["hash"].GetString()!, "HETS");
        await Eventually.Equal("2014-2015", () => house.Scalar<string?>(InterventionsService.Host, "select year from interventions.late_year where agreement = 'SIGNED'"));
        await After(40).TurnKeys();
        Assert.Equal("delivered", (await (await house.As("HETS", "auditor")).Get(line)).Is(200)["state"].GetString());

        (await (await house.As("HG", "finance")).PostToLedger("books/SIGNED/years/2014-2015/refusals", new { hash = draft["hash"].GetString(), reason = "Une ligne manque" })).Is(200);
        await Eventually.Equal(0, () => house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.late_year where agreement = 'SIGNED'"));
        await After(40).TurnKeys();
        Assert.Equal("confirmed", (await (await house.As("HETS", "auditor")).Get(line)).Is(200)["state"].GetString());
    }

    private ConfirmBySilence After(int days)
    {
        var clock = new FixedClock(TimeProvider.System.GetUtcNow().AddDays(days));
        var database = house.Database(InterventionsService.Host);
        return new ConfirmBySilence(database, new RelayLease(database, clock), clock, NullLogger<ConfirmBySilence>.Instance);
    }

    private async Task<string> Delivered(string agreement, string reference, string date = "2014-10-01", bool turned = true)
    {
        var path = "interventions/" + (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest(reference, agreement, date))).Is(201)["id"].GetString();
        if (turned)
        {
            await Confirm(path, "HG");
        }

        return path;
    }

    private async Task Confirm(string path, string side) => (await (await house.As(side, "approver")).Act($"{path}/confirmations", new { })).Is(200);

    private async Task AgreeOnSilence(string agreement, int days)
    {
        var amendment = (await (await house.As("HG", "management")).Post($"agreements/{agreement}/amendments", new
        {
            kind = "annex",
            reference = "Annexe 1",
            effectiveFrom = "2014-01-01",
            changes = new { silenceDays = days },
        })).Is(201);
        await Agreeing.Consent(house, agreement, amendment["hash"].GetString(), "HETS", "HG");
    }
}
