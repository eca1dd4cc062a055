using System.Globalization;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Kit.Browsing;

namespace HourExchange.Tests.Portal;

/// <summary>What people do with lines, page by page, without script.</summary>
[Collection(WithPages.Name)]
[Trait("needs", "servers")]
public class LineJourneyTests(PortalHouse house)
{
    [Fact]
    public async Task A_line_is_registered_confirmed_by_both_and_seen_with_its_posting()
    {
        await Agreed("PORTAL-1");
        var registrar = await house.Visit("HETS", "registrar");
        var saved = await Register(registrar, "PORTAL-1", "P1-1");
        Assert.Contains("Attend la confirmation de HG et HETS", saved.Text, StringComparison.Ordinal);
        Assert.Contains("2 heures, durée 2:00, 3:00 à créditer", saved.Text, StringComparison.Ordinal);

        var path = saved.Address.AbsolutePath;
        foreach (var institution in new[] { "HG", "HETS" })
        {
            var approver = await house.Visit(institution, "approver");
            var toDo = (await approver.Open("/a-faire")).Is(200);
            Assert.Contains(path, PageRules.Links(toDo));
            Assert.Matches("il y a 1[0-9] ans", toDo.Text.Replace('\u00a0', ' '));
            var line = (await approver.Open(path)).Is(200);
            var confirmed = (await approver.Press(line, "form[action$='/confirmer'] button")).Is(200);
            Assert.Contains($"{institution} a confirmé", confirmed.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(path, PageRules.Links((await approver.Open("/a-faire")).Is(200)));
        }

        await Eventually.Holds("the line shows its posting", async () => (await registrar.Open(path)).Text.Contains("Écriture n°", StringComparison.Ordinal));
        var posted = (await registrar.Open(path)).Is(200);
        Assert.Contains("3:00 au crédit de HG, au débit de HETS", posted.Text, StringComparison.Ordinal);
        Assert.Contains("confirmée et comptabilisée", posted.One(".head .lead").TextContent, StringComparison.Ordinal);
        foreach (var link in PageRules.Links(posted).Where(link => link.StartsWith("/conventions/", StringComparison.Ordinal) || link.StartsWith("/intervenants/", StringComparison.Ordinal)).ToList())
        {
            (await registrar.Open(link)).Is(200);
        }

        Assert.Contains("/intervenants/HG/HG-031", PageRules.Links(posted));
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task Many_lines_are_confirmed_at_once_and_the_page_after_says_what_became_of_each()
    {
        await Agreed("PORTAL-2");
        var registrar = await house.Visit("HETS", "registrar");
        var paths = new List<string>();
        foreach (var number in Enumerable.Range(1, 3))
        {
            // A second one of the same person, day, nature and duration may be the first one again: pages say so.
            var registered = await Register(registrar, "PORTAL-2", $"P2-{number}");
            Assert.Equal(number > 1, registered.Text.Contains("La même personne a déjà une ligne", StringComparison.Ordinal));
            PageRules.Check(registered, "fr");
            paths.Add(registered.Address.AbsolutePath);
        }

        var approver = await house.Visit("HG", "approver");
        var (all, left) = ((await approver.Open("/a-faire?tout=1")).Is(200), (await approver.Open("/a-faire?tout=1")).Is(200));
        // Corrected between looking and confirming: the key is not turned over what nobody of the institution saw.
        (await (await house.As("HETS", "registrar")).Act($"{paths[1].TrimStart('/')}/corrections", new { reason = "Une heure de plus", changes = new { quantity = 4 } })).Is(200);
        Assert.Contains("deux fois ?", all.One("form[action='/a-faire/confirmer'] tbody").TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
        var result = (await approver.Press(all, "form[action='/a-faire/confirmer'] button")).Is(200);
        Assert.Matches("^[0-9]+ lignes traitées$", result.Title);
        Assert.Contains("Corrigée entre-temps : révision 2", result.Text.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("attend HETS", result.Text, StringComparison.Ordinal);

        var none = await approver.Press(left, "form[action='/a-faire/confirmer'] button", ("ligne", null));
        Assert.Contains("Choisissez au moins une ligne.", none.Is(422).Faults);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task A_request_is_approved_or_declined_with_a_reason()
    {
        await Agreed("PORTAL-3");
        var registrar = await house.Visit("HETS", "registrar");
        var toCome = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(14).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var (subject, date) in new[] { ("Premier", toCome), ("Second", "2015-01-06") })
        {
            var form = (await registrar.Open("/interventions/demander?convention=PORTAL-3")).Is(200);
            var asked = (await registrar.Press(
                form, ".acts button.btn:not(.second)", ("sens", "HG>HETS"), ("intervenant", "HG-031"), ("date", date), ("nature", "cours"), ("domaine", "formation-de-base"),
                ("intitule", subject), ("quantite", "2"), ("unite", "heure")));
            if (date != toCome)
            {
                Assert.Contains("Ce jour est passé", asked.Is(422).One("#date-fault").TextContent, StringComparison.Ordinal);
                PageRules.Check(asked, "fr");
                asked = await registrar.Press(asked, ".acts button.btn:not(.second)", ("jour-passe", "oui"));
            }

            asked.Is(200);
            // What has not taken place was not given, and nobody asks for yesterday.
            Assert.Contains("2 heures, 2:00 prévu", asked.Text, StringComparison.Ordinal);
            Assert.Equal(date != toCome, asked.Text.Contains("Le jour demandé est passé", StringComparison.Ordinal));
        }

        var approver = await house.Visit("HG", "approver");
        var requests = (await approver.Open("/a-faire/demandes")).Is(200);
        Assert.Contains("Premier", requests.Text, StringComparison.Ordinal);
        Assert.Contains("Second", Assert.Single(requests.Document.QuerySelectorAll("section"), section => section.TextContent.Contains("ce jour est passé", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        var second = requests.Document.QuerySelectorAll("section").Single(section => section.TextContent.Contains("Second", StringComparison.Ordinal)).QuerySelector("textarea")!.Id!;
        var first = requests.Document.QuerySelectorAll("section").Single(section => section.TextContent.Contains("Premier", StringComparison.Ordinal)).QuerySelector("textarea")!.Id!;
        var unreasoned = (await approver.Press(requests, $"form:has(#{second}) button[value=refuser]")).Is(422);
        Assert.Single(unreasoned.Faults);
        var declined = (await approver.Press(unreasoned, $"form:has(#{second}) button[value=refuser]", ("motif", "Personne n'est libre ce jour-là."))).Is(200);
        Assert.Contains("Demande refusée.", declined.Text, StringComparison.Ordinal);
        Assert.Contains("Demande autorisée.", (await approver.Press(declined, $"form:has(#{first}) button[value=autoriser]")).Is(200).Text, StringComparison.Ordinal);
        Assert.Contains("Aucune demande n’attend", (await approver.Open("/a-faire/demandes")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task Requests_are_approved_together_and_one_that_was_decided_meanwhile_is_told()
    {
        await Agreed("PORTAL-6");
        var registrar = await house.Visit("HETS", "registrar");
        foreach (var subject in new[] { "Lundi", "Mardi", "Mercredi" })
        {
            var form = (await registrar.Open("/interventions/demander?convention=PORTAL-6")).Is(200);
            var toCome = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(14).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var asked = await registrar.Press(
                form, ".acts button.btn:not(.second)", ("sens", "HG>HETS"), ("intervenant", "HG-031"), ("date", toCome), ("nature", "cours"), ("domaine", "formation-de-base"),
                ("intitule", subject), ("quantite", "2"), ("unite", "heure"));
            // One like another one is asked about.
            (subject == "Lundi" ? asked : await registrar.Press(asked.Is(422), ".acts button.btn:not(.second)", ("deux-fois", "oui"))).Is(200);
        }

        const string Together = "form[action$='/autoriser'] button";
        var (approver, other) = (await house.Visit("HG", "approver"), await house.Visit("HG", "approver", "HG-approver-2"));
        var (requests, left) = ((await approver.Open("/a-faire/demandes")).Is(200), (await approver.Open("/a-faire/demandes")).Is(200));
        string IdOf(string subject) => requests.Document.QuerySelectorAll("section").Single(section => section.TextContent.Contains(subject, StringComparison.Ordinal)).QuerySelector("input[name=demande]")!.GetAttribute("value")!;
        Assert.Single((await approver.Press(requests, Together)).Is(422).Faults);
        (await other.Press((await other.Open("/a-faire/demandes")).Is(200), $"section[id='demande-{IdOf("Lundi")}'] button[value=autoriser]")).Is(200);
        var mixed = (await approver.Press(left, Together, ("choisie", IdOf("Lundi")), ("choisie", IdOf("Mardi")))).Is(409);
        Assert.Contains("Demandes autorisées : 1.", mixed.Text, StringComparison.Ordinal);
        Assert.Single(mixed.Faults);
        PageRules.Check(mixed, "fr");
        Assert.DoesNotContain("Mardi", mixed.Text, StringComparison.Ordinal);
        Assert.Contains("Mercredi", mixed.Text, StringComparison.Ordinal);
        (await other.Press((await other.Open("/a-faire/demandes")).Is(200), $"section[id='demande-{IdOf("Mercredi")}'] button[value=autoriser]")).Is(200);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task A_dispute_proposes_a_duration_that_is_taken_in_one_act()
    {
        await Agreed("PORTAL-4");
        var registrar = await house.Visit("HETS", "registrar");
        var path = (await Register(registrar, "PORTAL-4", "P4-1")).Address.AbsolutePath;
        var approver = await house.Visit("HG", "approver");
        var wrong = (await approver.Press((await approver.Open(path)).Is(200), "form[action$='/contester'] button", ("contester-motif", "Elle a fini plus tôt."), ("propose", "une heure"))).Is(422);
        Assert.Equal("Elle a fini plus tôt.", wrong.Value("contester-motif"));
        Assert.Equal("une heure", wrong.Value("propose"));
        var disputed = (await approver.Press(wrong, "form[action$='/contester'] button", ("propose", "1:00"))).Is(200);
        Assert.Contains("HG conteste cette ligne et propose une durée de 1:00 au lieu de 2:00.", disputed.Text, StringComparison.Ordinal);
        Assert.Contains("Elle a fini plus tôt.", disputed.Text, StringComparison.Ordinal);
        var withdrawn = (await approver.Press(disputed, "form[action$='/retirer'] button")).Is(200);
        Assert.DoesNotContain("HG conteste cette ligne", withdrawn.Text, StringComparison.Ordinal);
        (await approver.Press(withdrawn, "form[action$='/contester'] button", ("contester-motif", "Elle a fini plus tôt, c'est sûr."), ("propose", "1:00"))).Is(200);

        var taken = (await registrar.Press((await registrar.Open(path)).Is(200), "form[action$='/prendre'] button", ("prendre-motif", "D'accord avec HG."))).Is(200);
        Assert.Contains("1 heure, durée 1:00, 1:30 à créditer", taken.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task What_was_read_before_a_change_is_told_as_stale_and_nothing_is_done()
    {
        await Agreed("PORTAL-5");
        var registrar = await house.Visit("HETS", "registrar");
        var path = (await Register(registrar, "PORTAL-5", "P5-1")).Address.AbsolutePath;
        var approver = await house.Visit("HG", "approver");
        var before = (await approver.Open(path)).Is(200);
        (await registrar.Press((await registrar.Open(path)).Is(200), "form[action$='/annuler'] button", ("annuler-motif", "Elle n'a pas eu lieu."))).Is(200);
        var stale = (await approver.Press(before, "form[action$='/confirmer'] button")).Is(412);
        Assert.Contains("Rien n’a été enregistré.", stale.Text, StringComparison.Ordinal);
        Assert.Contains("annulée", stale.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_with_its_direction_wrong_is_cancelled_and_registered_anew_from_its_page()
    {
        await Agreed("PORTAL-ANEW");
        var registrar = await house.Visit("HETS", "registrar");
        var saved = await Register(registrar, "PORTAL-ANEW", "P6-1");
        Assert.Equal("HG>HETS", (await registrar.Open(Like(saved))).Is(200).Value("sens"));

        var cancelled = (await registrar.Press(saved, "form[action$='/annuler'] button", ("annuler-motif", "HETS donnait à HG."))).Is(200);
        var form = (await registrar.Open(Like(cancelled))).Is(200);
        Assert.Equal(("", "2014-10-01", "2", "HG-031"), (form.Value("sens"), form.Value("date"), form.Value("quantite"), form.Value("intervenant")));
        var anew = (await registrar.Press(form, ".acts button.btn:not(.second)", ("sens", "HETS>HG"), ("intervenant", "HETS-012"))).Is(200);
        Assert.Contains("HETS intervient pour HG, 3:00 à créditer", anew.One(".head .lead").TextContent, StringComparison.Ordinal);
        (await (await house.Visit("ISSM", "registrar")).Open(Like(saved))).Is(404);

        static string Like(SeenPage line) => Assert.Single(PageRules.Links(line), link => link.Contains("?modele=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_of_the_other_side_is_asked_about_in_a_correction_and_a_new_one_is_told_to_who_confirms()
    {
        await Agreed("PORTAL-WHO");
        var registrar = await house.Visit("HETS", "registrar");
        const string Save = ".acts button.btn:not(.second)";
        var other = (await registrar.Open("/interventions/saisir?convention=PORTAL-WHO")).Is(200);
        (await registrar.Press(
            other, Save, ("sens", "HETS>HG"), ("intervenant", "HETS-077"), ("date", "2014-10-02"), ("nature", "cours"), ("domaine", "formation-de-base"), ("quantite", "2"), ("unite", "heure"))).Is(200);
        var saved = await Register(registrar, "PORTAL-WHO", "WHO-1");
        var form = (await registrar.Open(saved.Address.AbsolutePath + "/corriger")).Is(200);
        var doubted = (await registrar.Press(form, Save, ("intervenant", "HETS-077"), ("motif", "Une autre personne"))).Is(422);
        Assert.StartsWith("HETS-077 est de HETS", doubted.One("#intervenant-fault").TextContent.Trim(), StringComparison.Ordinal);
        PageRules.Check(doubted, "fr");
        var corrected = (await registrar.Press(doubted, Save, ("intervenant", "HG-0778"))).Is(200);
        Assert.Contains("HG-0778 est une personne nouvelle", corrected.Text, StringComparison.Ordinal);
        var read = (await (await house.Visit("HG", "approver")).Open(saved.Address.AbsolutePath)).Is(200);
        Assert.Contains("HG-0778 n’a aucune autre ligne", read.Text, StringComparison.Ordinal);
        PageRules.Check(read, "fr");
    }

    internal static async Task<SeenPage> Register(Browser registrar, string agreement, string reference, string title = "Budget et désendettement")
    {
        var form = (await registrar.Open($"/interventions/saisir?convention={agreement}")).Is(200);
        var saved = await registrar.Press(
            form, ".acts button.btn:not(.second)", ("sens", "HG>HETS"), ("intervenant", "HG-031"), ("date", "2014-10-01"), ("nature", "cours"), ("domaine", "formation-de-base"),
            ("intitule", title), ("quantite", "2"), ("unite", "heure"), ("ref", reference));
        // Another one like it is asked about, once.
        return saved.Status == 422 && saved.Document.QuerySelector("[name=deux-fois]") is not null
            ? (await registrar.Press(saved, ".acts button.btn:not(.second)", ("deux-fois", "oui"))).Is(200) : saved.Is(200);
    }

    private async Task Agreed(string reference)
    {
        await Agreeing.Institutions(house);
        await Agreeing.InForce(house, Given.Agreement(reference));
    }
}
