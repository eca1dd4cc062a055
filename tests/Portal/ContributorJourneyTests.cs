using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Ledger.Years;

namespace HourExchange.Tests.Portal;

/// <summary>What a registrar does with the people of the own institution, and with the calendars that others follow.</summary>
[Collection(WithPages.Name)]
[Trait("needs", "servers")]
public sealed class ContributorJourneyTests(PortalHouse house)
{
    [Fact]
    public async Task A_person_is_described_and_described_again()
    {
        await Agreeing.Institutions(house);
        var registrar = await house.Visit("HG", "registrar");
        var form = (await registrar.Open("/intervenants/nouveau")).Is(200);
        PageRules.Check(form, "fr");
        var wrong = (await registrar.Press(form, "main form button", ("code", "HG-801"), ("nom", "Zzqh Brevforg"), ("courriel", "pas une adresse"))).Is(422);
        Assert.Equal(("Zzqh Brevforg", "pas une adresse"), (wrong.Value("nom"), wrong.Value("courriel")));
        Assert.NotNull(wrong.Document.QuerySelector("#courriel-fault"));
        PageRules.Check(wrong, "fr");
        var known = (await registrar.Press(wrong, "main form button", ("courriel", "zzqh@example.org"), ("champs", "budget, dettes"))).Is(200);
        Assert.Contains("Zzqh Brevforg", known.Text, StringComparison.Ordinal);
        var again = (await registrar.Open("/intervenants/HG/HG-801/decrire")).Is(200);
        Assert.Equal(("Zzqh Brevforg", "zzqh@example.org"), (again.Value("nom"), again.Value("courriel")));
        Assert.DoesNotContain("Zzqh", (await registrar.Press(again, "main form button", ("nom", ""))).Is(200).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await (await house.Visit("HETS", "registrar")).Open("/intervenants/HG/HG-801/decrire")).Status);
    }

    [Fact]
    public async Task Who_carries_most_hours_is_seen_first_and_leads_to_the_lines()
    {
        var work = await BookAtWork.Open(house, "CARRIED");
        await work.Post(270);
        var people = (await (await house.Visit("HETS", "management")).Open("/intervenants")).Is(200);
        PageRules.Check(people, "fr");
        var most = people.Document.QuerySelectorAll("table").Single(table => table.QuerySelector("caption")!.TextContent.StartsWith("Heures créditées", StringComparison.Ordinal));
        var row = most.QuerySelectorAll("tbody tr").Single(one => one.QuerySelector("th")!.TextContent.Trim() == "HG-031");
        var lines = (await (await house.Visit("HETS", "management")).Open(row.QuerySelector("a[href*='personne=']")!.GetAttribute("href")!)).Is(200);
        Assert.Contains("CARRIED-1", lines.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calendar_s_address_is_shown_once_and_ends()
    {
        await Agreeing.Institutions(house);
        var registrar = await house.Visit("HG", "registrar");
        var calendars = (await registrar.Open("/calendriers")).Is(200);
        PageRules.Check(calendars, "fr");
        Assert.NotNull((await registrar.Press(calendars, "form.form button", ("intervenant", "HG-UNKNOWN"))).Document.QuerySelector("#intervenant-fault"));
        var opened = (await registrar.Press((await registrar.Open("/calendriers")).Is(200), "form.form button", ("intervenant", ""))).Is(200);
        PageRules.Check(opened, "fr");
        var address = opened.One("p.hash").TextContent;
        Assert.StartsWith("http", address, StringComparison.Ordinal);
        var later = (await registrar.Open("/calendriers")).Is(200);
        Assert.DoesNotContain(address, later.Html, StringComparison.Ordinal);
        var ended = (await registrar.Press(later, "form[action$='/terminer'] button")).Is(200);
        Assert.Empty(ended.Document.QuerySelectorAll("form[action$='/terminer']"));
        Assert.Equal(404, (await registrar.Ask(new HttpRequestMessage(HttpMethod.Get, new Uri(address)))).Status);
    }
}
