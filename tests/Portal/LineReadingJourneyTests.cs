using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Kit.Browsing;

namespace HourExchange.Tests.Portal;

/// <summary>What pages tell of lines: what was just saved, what is found, whose turn it is, and what was posted and undone.</summary>
[Collection(WithPages.Name)]
[Trait("needs", "servers")]
public class LineReadingJourneyTests(PortalHouse house)
{
    private const string Save = ".acts button.btn:not(.second)";

    [Fact]
    public async Task A_duration_is_typed_as_such_and_the_next_form_says_what_was_saved()
    {
        await Agreed("READING-1");
        var registrar = await house.Visit("HETS", "registrar");
        var form = (await registrar.Open("/interventions/saisir?convention=READING-1")).Is(200);
        (string, string?)[] typed = [("sens", "HG>HETS"), ("intervenant", "HG-031"), ("date", "2014-10-01"), ("nature", "cours"), ("domaine", "formation-de-base"), ("quantite", "1:30"), ("unite", "heure")];
        var next = (await registrar.Press(form, ".acts button[value=suivante]", typed)).Is(200);
        Assert.Contains("Cours du 01.10.2014, HG-031 : 1,5 heure, durée 1:30, 2:15 à créditer à HG.", Plain(next.One(".note").TextContent), StringComparison.Ordinal);
        Assert.Equal("date", next.One("[autofocus]").Id);
        Assert.Equal("HG", next.Document.QuerySelector("#codes option")!.TextContent);
        PageRules.Check(next, "fr");

        // One like it is asked about, with the way to it, and not as a fault of the person.
        var asked = (await registrar.Press((await registrar.Open("/interventions/saisir?convention=READING-1")).Is(200), Save, typed)).Is(422);
        Assert.Contains(next.One(".note a").GetAttribute("href"), PageRules.Links(asked));
        Assert.Null(asked.Document.QuerySelector("#intervenant-fault"));
        PageRules.Check(asked, "fr");

        // 25 minutes are no hundredths of an hour.
        var odd = (await registrar.Press(form, Save, [.. typed[..5], ("quantite", "0:25"), ("unite", "heure")])).Is(422);
        Assert.Contains("que l’unité choisie permet", odd.One("#quantite-fault").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_says_what_would_be_credited_before_it_is_saved()
    {
        await Agreed("READING-2");
        var registrar = await house.Visit("HETS", "registrar");
        var path = (await LineJourneyTests.Register(registrar, "READING-2", "R2-1")).Address.AbsolutePath;
        var form = (await registrar.Open(path + "/corriger")).Is(200);
        Assert.Contains("Motif (obligatoire)", form.Text, StringComparison.Ordinal);
        var shown = (await registrar.Press(form, "button[value=voir]", ("quantite", "4"))).Is(200);
        Assert.Contains("6:00 à créditer à HG.", shown.One("#credit").TextContent, StringComparison.Ordinal);
        Assert.Equal("4", shown.Value("quantite"));
        PageRules.Check(shown, "fr");
        Assert.Contains("2 heures, durée 2:00", (await registrar.Open(path)).Text, StringComparison.Ordinal);
        (await registrar.Press(form, "button[value=voir]", ("date", "2099-01-01"))).Is(422);
    }

    [Fact]
    public async Task A_code_that_is_not_whole_finds_who_may_be_meant()
    {
        await Agreed("READING-3");
        var registrar = await house.Visit("HETS", "registrar");
        await LineJourneyTests.Register(registrar, "READING-3", "R3-31");
        foreach (var searched in new[] { "HG-31", "hg 031", "hg31" })
        {
            var found = (await registrar.Open($"/interventions?convention=READING-3&q={Uri.EscapeDataString(searched)}")).Is(200);
            Assert.Contains("/interventions?convention=READING-3&personne=HG-031", PageRules.Links(found));
            PageRules.Check(found, "fr");
        }

        Assert.DoesNotContain("lignes d’une personne ?", Plain((await registrar.Open("/interventions?convention=READING-3&q=HG-031")).Is(200).Text), StringComparison.Ordinal);
        Assert.Contains("attend HG, HETS", (await registrar.Open("/interventions?convention=READING-3&comptabilisee=non")).Is(200).One("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_turn_it_is_in_a_dispute_is_who_did_not_write_last()
    {
        await Agreed("READING-4");
        var registrar = await house.Visit("HETS", "registrar");
        var path = (await LineJourneyTests.Register(registrar, "READING-4", "R4-1")).Address.AbsolutePath;
        var (disputing, answering) = (await house.Visit("HG", "approver"), await house.Visit("HETS", "approver"));
        (await disputing.Press((await disputing.Open(path)).Is(200), "form[action$='/contester'] button", ("contester-motif", "Elle a fini plus tôt."))).Is(200);
        Assert.Equal((false, true), (await Waits(disputing), await Waits(answering)));
        Assert.Contains("revient aux responsables", (await registrar.Open(path)).Is(200).Text, StringComparison.Ordinal);
        var answered = (await answering.Press((await answering.Open(path)).Is(200), "form[action$='/contester'] button", ("contester-motif", "La feuille dit 10 h."))).Is(200);
        Assert.Contains("Réponse de HETS", answered.Text, StringComparison.Ordinal);
        Assert.Equal((true, false), (await Waits(disputing), await Waits(answering)));
        // What was written last stands first, as what was done last.
        Assert.Contains("La feuille dit 10 h.", answered.Document.QuerySelector(".tl li.now")!.TextContent, StringComparison.Ordinal);

        async Task<bool> Waits(Browser approver) => PageRules.Links((await approver.Open("/interventions?attend=disputed-lines")).Is(200)).Contains(path);
    }

    [Fact]
    public async Task Who_confirms_chooses_what_the_other_has_confirmed_and_a_line_that_is_undone_says_so()
    {
        await Agreed("READING-5");
        var registrar = await house.Visit("HETS", "registrar");
        var (path, left) = ((await LineJourneyTests.Register(registrar, "READING-5", "R5-1")).Address.AbsolutePath, (await LineJourneyTests.Register(registrar, "READING-5", "R5-2")).Address.AbsolutePath);
        var (first, second) = (await house.Visit("HG", "approver"), await house.Visit("HETS", "approver"));
        (await first.Press((await first.Open(path)).Is(200), "form[action$='/confirmer'] button")).Is(200);
        var chosen = (await second.Open("/a-faire?tout=autre")).Is(200);
        Assert.True(IsTicked(path));
        Assert.False(IsTicked(left));

        var confirmed = (await second.Press((await second.Open(path)).Is(200), "form[action$='/confirmer'] button")).Is(200);
        Assert.Contains("Confirmée par les deux.", confirmed.Text, StringComparison.Ordinal);
        await Eventually.Holds("the line is posted", async () => (await registrar.Open(path)).Text.Contains("Écriture n°", StringComparison.Ordinal));
        (await registrar.Press((await registrar.Open(path)).Is(200), "form[action$='/annuler'] button", ("annuler-motif", "Elle n'a pas eu lieu."))).Is(200);
        foreach (var approver in new[] { first, second })
        {
            (await approver.Press((await approver.Open(path)).Is(200), "form[action$='/confirmer'] button")).Is(200);
        }

        await Eventually.Holds("the line says that its posting is undone", async () => (await registrar.Open(path)).Text.Contains("Extournée, écriture n°", StringComparison.Ordinal));
        var undone = (await registrar.Open(path)).Is(200);
        Assert.Contains("Motif : Elle n'a pas eu lieu.", Plain(undone.Text), StringComparison.Ordinal);
        Assert.Contains("Comptabilisée, écriture n°", undone.Text, StringComparison.Ordinal);
        var unposted = (await registrar.Open("/interventions?convention=READING-5&comptabilisee=non")).Is(200);
        Assert.DoesNotContain(path, PageRules.Links(unposted));
        Assert.Contains(path, PageRules.Links((await registrar.Open(PageRules.Links(unposted).Single(link => link.EndsWith("etat=cancelled", StringComparison.Ordinal)))).Is(200)));

        bool IsTicked(string line) => chosen.Document.QuerySelectorAll("input[name=ligne]").Single(box => box.GetAttribute("value")!.StartsWith(line.Split('/')[^1], StringComparison.Ordinal)).HasAttribute("checked");
    }

    [Fact]
    public async Task What_is_given_free_is_said_to_have_no_posting_wherever_it_stands()
    {
        await Agreed("READING-6");
        var registrar = await house.Visit("HETS", "registrar");
        var form = (await registrar.Open("/interventions/saisir?convention=READING-6")).Is(200);
        var path = (await registrar.Press(
            form, Save, ("sens", "HG>HETS"), ("intervenant", "HG-031"), ("date", "2014-10-01"), ("nature", "cours"), ("domaine", "formation-de-base"), ("quantite", "2"), ("unite", "heure"),
            ("regime", "free"))).Is(200).Address.AbsolutePath;
        foreach (var institution in new[] { "HG", "HETS" })
        {
            var approver = await house.Visit(institution, "approver");
            (await approver.Press((await approver.Open(path)).Is(200), "form[action$='/confirmer'] button")).Is(200);
        }

        Assert.Contains("elle n’a pas d’écriture", (await registrar.Open(path)).Is(200).Text, StringComparison.Ordinal);
        Assert.Contains("ne compte pas dans l’échange", (await registrar.Open("/interventions?convention=READING-6&comptabilisee=non")).Is(200).One("tbody").TextContent, StringComparison.Ordinal);
    }

    private static string Plain(string text) => text.Replace('\u00a0', ' ');

    private async Task Agreed(string reference)
    {
        await Agreeing.Institutions(house);
        await Agreeing.InForce(house, Given.Agreement(reference));
    }
}
