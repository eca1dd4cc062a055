using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Kit.Browsing;

namespace HourExchange.Tests.Portal;

/// <summary>From an empty house to an agreement in force, its amendment and its end, page by page, without script.</summary>
[Collection(WithPages.Name)]
[Trait("needs", "servers")]
public class AgreementJourneyTests(PortalHouse house)
{
    private const string Save = "button[name=enregistrer]";
    private const string Consent = "form[action$='/accord'] button";

    private static readonly (string Field, string? Value)[] Typed =
    [
        ("decision", "CP-2026-1"), ("signee", "2024-09-01"), ("duree", "3"), ("preavis", "4"), ("plafond", "40:00"), ("reglement", "65,00"),
        ("nature-0-nom", "Cours"), ("nature-0-coefficient", "1,5"), ("nature-0-tarif", "145"), ("nature-1-nom", "Évaluation sur site"), ("nature-1-coefficient", "1"), ("nature-1-tarif", "65.00"),
        ("domaine-0-nom", "Formation de base"), ("domaine-0-groupe", "1"), ("domaine-1-nom", "Promotion"), ("domaine-1-groupe", "1"),
    ];

    [Fact]
    public async Task An_empty_house_is_led_from_the_form_to_the_first_line()
    {
        await Agreeing.Institutions(house, ("EMPTY-A", "school"), ("EMPTY-B", "agency"));
        var ours = await house.Visit("EMPTY-A", "management");
        var empty = (await ours.Open("/a-faire")).Is(200);
        var form = (await ours.Open(empty.One("a.btn[href='/conventions/nouvelle']").GetAttribute("href")!)).Is(200);
        PageRules.Check(form, "fr");

        // One row more keeps what is typed.
        var longer = (await ours.Press(form, "button[name=ajouter][value=nature]", ("ref", "EMPTY-1"))).Is(200);
        Assert.Equal("EMPTY-1", longer.Value("ref"));
        Assert.NotNull(longer.Document.QuerySelector("#nature-4-nom"));

        var faulty = (await ours.Press(longer, Save, [.. Typed.Where(one => one.Field is not ("nature-1-coefficient" or "preavis")), ("partenaire-0-code", "EMPTY-B"), ("preavis", "quatre")])).Is(422);
        Assert.NotNull(faulty.Document.QuerySelector("#nature-1-coefficient-fault"));
        Assert.Equal("quatre", faulty.Value("preavis"));
        // What the form cannot read and what the service refuses are told at once.
        var both = (await ours.Press(faulty, Save, ("nature-1-coefficient", "beaucoup"))).Is(422);
        Assert.NotNull(both.Document.QuerySelector("#preavis-fault"));
        Assert.Contains("Le coefficient de evaluation-sur-site", both.One("#nature-1-coefficient-fault").TextContent, StringComparison.Ordinal);
        var refused = (await ours.Press(both, Save, ("preavis", "4"))).Is(422);
        Assert.Contains("Le coefficient de evaluation-sur-site", refused.One("#nature-1-coefficient-fault").TextContent, StringComparison.Ordinal);

        var recorded = (await ours.Press(refused, Save, ("nature-1-coefficient", "1"))).Is(200);
        Assert.Equal("/conventions/EMPTY-1", recorded.Address.AbsolutePath);
        Assert.Contains("Attend l’accord de EMPTY-A et EMPTY-B", recorded.Text, StringComparison.Ordinal);
        Assert.Contains("3/2", recorded.Text, StringComparison.Ordinal);
        Assert.Contains("Formation de base + Promotion", recorded.Text, StringComparison.Ordinal);
        PageRules.Check(recorded, "fr");
        Assert.Contains("Attend l’accord de EMPTY-B", (await ours.Press(recorded, Consent)).Is(200).Text, StringComparison.Ordinal);
        var waits = (await (await house.Visit("EMPTY-A", "registrar")).Open("/bienvenue")).Is(200);
        Assert.Equal("4", waits.One("[aria-current=step] .no").TextContent);

        var theirs = await house.Visit("EMPTY-B", "management");
        var toDo = (await theirs.Open("/a-faire")).Is(200);
        var inForce = (await theirs.Press((await theirs.Open(PageRules.Links(toDo).First(link => link.StartsWith("/conventions/EMPTY", StringComparison.Ordinal)))).Is(200), Consent)).Is(200);
        Assert.Contains("en vigueur", inForce.Text, StringComparison.Ordinal);
        Assert.Empty(inForce.Document.QuerySelectorAll(Consent));

        var registrar = await house.Visit("EMPTY-A", "registrar");
        var first = (await registrar.Open("/interventions/saisir?convention=EMPTY-1")).Is(200);
        Assert.Contains("Attend la confirmation", (await registrar.Press(
            first, ".acts button.btn:not(.second)", ("sens", "EMPTY-B>EMPTY-A"), ("intervenant", "B-1"), ("date", "2024-10-01"), ("nature", "cours"), ("domaine", "formation-de-base"),
            ("quantite", "2"), ("unite", "heure"))).Is(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task An_amendment_is_consented_to_by_both_and_holds_from_its_day()
    {
        var (ours, theirs) = await Agreed("AMEND-1");
        var form = (await ours.Open("/conventions/AMEND-1/avenant?des=2026-09-01")).Is(200);
        PageRules.Check(form, "fr");
        var row = Enumerable.Range(0, 9).First(number => form.Value($"nature-{number}-code") == "accompagnement");
        // Nothing has changed yet: all parts are folded. What is typed stays open.
        Assert.Equal(5, form.Document.QuerySelectorAll("form details:not([open])").Length);
        Assert.Contains("Natures (", form.Document.QuerySelector("form details summary")!.TextContent, StringComparison.Ordinal);
        var wrong = (await ours.Press(form, Save, ("plafond", "50:00"))).Is(422);
        Assert.Equal("plafond", Assert.Single(wrong.Document.QuerySelectorAll("form details[open]")).QuerySelector("#plafond")?.Id);
        // Without a day it is the first one of the accounting year to come.
        Assert.EndsWith("-09-01", (await ours.Open("/conventions/AMEND-1/avenant")).Is(200).Value("des"), StringComparison.Ordinal);
        Assert.Contains("L’avenant ne change rien", (await ours.Press(form, Save, ("reference", "Avenant d’essai"))).Is(422).Faults[0], StringComparison.Ordinal);
        var recorded = (await ours.Press(form, Save, ("reference", "Avenant d’essai"), ($"nature-{row}-coefficient", "1"), ("plafond", "50:00"))).Is(200);
        var differences = recorded.One("#version-2").TextContent;
        Assert.Contains("accompagnement, coefficient", differences, StringComparison.Ordinal);
        Assert.Contains("50:00", differences, StringComparison.Ordinal);
        Assert.Equal(2, recorded.Document.QuerySelectorAll("#version-2 tbody tr").Length);
        PageRules.Check(recorded, "fr");
        (await ours.Press(recorded, "#version-2 " + Consent)).Is(200);
        Assert.DoesNotContain("50:00", (await theirs.Open("/conventions/AMEND-1?le=2026-09-01")).One("#conditions").TextContent, StringComparison.Ordinal);
        (await theirs.Press((await theirs.Open("/conventions/AMEND-1")).Is(200), "#version-2 " + Consent)).Is(200);
        Assert.Contains("50:00", (await theirs.Open("/conventions/AMEND-1?le=2026-09-01")).One("#conditions").TextContent, StringComparison.Ordinal);
        Assert.Contains("40:00", (await theirs.Open("/conventions/AMEND-1?le=2026-08-31")).One("#conditions").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task What_was_withdrawn_meanwhile_is_told_as_stale_and_terms_that_changed_stand_side_by_side()
    {
        var (ours, theirs) = await Agreed("AMEND-2");
        var form = (await ours.Open("/conventions/AMEND-2/avenant?des=2026-09-01")).Is(200);
        var left = (await ours.Open("/conventions/AMEND-2/avenant?des=2026-09-01")).Is(200);
        (await ours.Press(form, Save, ("reference", "A"), ("plafond", "50:00"))).Is(200);
        var read = (await theirs.Open("/conventions/AMEND-2")).Is(200);
        (await ours.Press((await ours.Open("/conventions/AMEND-2")).Is(200), "form[action$='/retirer'] button")).Is(200);
        var stale = (await theirs.Press(read, "#version-2 " + Consent)).Is(412);
        Assert.Contains("Rien n’a été enregistré.", stale.Text, StringComparison.Ordinal);
        Assert.Contains("retiré", stale.One("#version-2").TextContent, StringComparison.Ordinal);

        await Agreeing.Amend(house, "AMEND-2", new { silenceDays = 30 }, "2026-05-01");
        var again = (await ours.Press(left, Save, ("reference", "B"), ("plafond", "60:00"))).Is(412);
        Assert.Contains("Confirmation tacite", again.Text, StringComparison.Ordinal);
        Assert.Equal("60:00", again.Value("plafond"));
        PageRules.Check(again, "fr");
        var recorded = (await ours.Press(again, Save)).Is(200);
        Assert.Single(recorded.Document.QuerySelectorAll("#version-4 tbody tr"));
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task Notice_sets_the_end()
    {
        var (ours, theirs) = await Agreed("NOTICE-1");
        var page = (await ours.Open("/conventions/NOTICE-1")).Is(200);
        var refused = (await ours.Press(page, "form[action$='/denoncer'] button", ("recue", "2199-01-01"), ("compris", "oui"))).Is(422);
        Assert.Equal("2199-01-01", refused.Value("recue"));
        Assert.Contains("prend fin le 13.05.2015", (await ours.Press(refused, "form[action$='/denoncer'] button", ("recue", "2014-10-01"), ("compris", "oui"))).Is(200).Text, StringComparison.Ordinal);
        Assert.Contains("prend fin le 13.05.2015", (await theirs.Open("/conventions")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task A_third_institution_finds_no_agreement_and_other_roles_find_no_act()
    {
        await Agreed("THIRD-1");
        var third = await house.Visit("ISSM", "management");
        foreach (var path in new[] { "/conventions/THIRD-1", "/conventions/THIRD-1/avenant", "/conventions/THIRD-1/suivi", "/conventions/nouvelle?modele=THIRD-1" })
        {
            Assert.Equal(404, (await third.Open(path)).Status);
        }

        foreach (var role in new[] { "registrar", "approver", "finance", "auditor" })
        {
            var reader = await house.Visit("HG", role);
            var page = (await reader.Open("/conventions/THIRD-1")).Is(200);
            Assert.Empty(page.Document.QuerySelectorAll("main form[method=post]"));
            Assert.Equal(403, (await reader.Open("/conventions/nouvelle")).Status);
            Assert.Equal(403, (await reader.Open("/conventions/THIRD-1/avenant")).Status);
        }
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task A_commitment_is_remarked_on_a_committee_meets_and_a_document_is_attached_and_withdrawn()
    {
        var (ours, theirs) = await Agreed("FOLLOW-1");
        var page = (await ours.Open("/conventions/FOLLOW-1/suivi")).Is(200);
        PageRules.Check(page, "fr");
        page = (await ours.Press(page, "form[action$='/engagements'] button", ("engagement-texte", "Journée commune annuelle"), ("engagement-etat", "running"))).Is(200);
        Assert.Contains("L’engagement est enregistré.", page.Text, StringComparison.Ordinal);
        var empty = (await ours.Press(page, "form[action$='/remarque'] button", (NameOf(page, "/remarque", "textarea"), " "))).Is(422);
        Assert.Single(empty.Faults);
        page = (await ours.Press(empty, "form[action$='/remarque'] button", (NameOf(empty, "/remarque", "textarea"), "Deux journées."))).Is(200);
        Assert.Contains("Deux journées.", page.One("#engagements table").TextContent, StringComparison.Ordinal);
        page = (await ours.Press(page, "form[action$='/etat'] button", (NameOf(page, "/etat", "select"), "fulfilled"))).Is(200);
        Assert.Contains("tenu", page.One("#engagements table").TextContent, StringComparison.Ordinal);

        page = (await ours.Press(page, "form[action$='/comites'] button", ("comite-texte", "Comité de pilotage"), ("comite-places-0", "2"), ("comite-fonction-0", "direction"))).Is(200);
        var unread = (await ours.Press(page, "form[action$='/seances'] button", ("seance-le", "2024-03-17"), ("seance-presents", "seul"), ("seance-decisions", "Compter les jurys à part"))).Is(422);
        Assert.Equal("Compter les jurys à part", unread.Value("seance-decisions"));
        page = (await ours.Press(unread, "form[action$='/seances'] button", ("seance-presents", "HETS HETS-011\nHG HG-025"))).Is(200);
        Assert.Contains("HETS-011, HG-025", page.Text, StringComparison.Ordinal);
        var unfounded = (await ours.Press(page, "form[action$='/correction'] button", (NameOf(page, "/correction", "textarea[name$=decisions]"), "Compter les jurys à part\nDeux jurys par an"))).Is(422);
        page = (await ours.Press(unfounded, "form[action$='/correction'] button", (NameOf(unfounded, "/correction", "input[name$=motif]"), "Une décision manquait."))).Is(200);
        Assert.Contains("Deux jurys par an", page.One("#seances").TextContent, StringComparison.Ordinal);
        var seats = (NameOf(page, "/composition", "input[name$=places-1]"), NameOf(page, "/composition", "input[name$=fonction-1]"), NameOf(page, "/composition", "textarea[name$=membres]"));
        var stranger = (await ours.Press(page, "form[action$='/composition'] button", (seats.Item1, "1"), (seats.Item2, "direction"), (seats.Item3, "HETS HETS-011\nseul"))).Is(422);
        Assert.Equal("HETS HETS-011\nseul", stranger.Value(seats.Item3)!.ReplaceLineEndings("\n"));
        page = (await ours.Press(stranger, "form[action$='/composition'] button", (seats.Item3, "HETS HETS-011"))).Is(200);
        Assert.Contains("membres HETS-011", page.One("#comites").TextContent, StringComparison.Ordinal);
        // The page of the other institution was made before: what it says is out of date.
        var outdated = (await theirs.Open("/conventions/FOLLOW-1/suivi")).Is(200);
        var days = NameOf(page, "/dissolution", "input[type=date]");
        page = (await ours.Press(page, "form[action$='/dissolution'] button")).Is(200);
        Assert.Contains("dissous le", page.One("#comites").TextContent, StringComparison.Ordinal);
        Assert.Contains((await theirs.Press(outdated, "form[action$='/dissolution'] button", (days, "2024-06-30"))).Status, new[] { 409, 412 });

        page = (await ours.Press(page, "form[action$='/mesures'] button", ("mesure-texte", "Liste des jurys"), ("mesure-qui", "HG"), ("mesure-le", "2024-06-30"))).Is(200);
        Assert.Contains("en retard", page.One("#mesures table").TextContent, StringComparison.Ordinal);
        Assert.Contains("Mesure en retard", (await theirs.Open("/a-faire")).Is(200).Text.Replace("Mesures", "Mesure", StringComparison.Ordinal), StringComparison.Ordinal);
        page = (await ours.Press(page, "form[action$='/avancement'] button", (NameOf(page, "/avancement", "select"), "done"))).Is(200);
        Assert.Contains("faite", page.One("#mesures table").TextContent, StringComparison.Ordinal);
        page = (await ours.Press(page, "form[action$='/moyens'] button", ("moyen-texte", "Salle de séance"), ("moyen-depuis", "2024-01-01"))).Is(200);
        page = (await ours.Press(page, "form[action$='/places'] button", ("place-genre", "FEE"), ("place-places", "3"))).Is(200);
        Assert.Contains("FEE", page.One("#places table").TextContent, StringComparison.Ordinal);
        PageRules.Check(page, "fr");

        var wrong = (await ours.Upload(page, "form[action$='/documents'] button", "document-fichier", "convention.txt", "text"u8.ToArray(), ("document-texte", "Convention signée"))).Is(422);
        Assert.Equal("Convention signée", wrong.Value("document-texte"));
        page = (await ours.Upload(wrong, "form[action$='/documents'] button", "document-fichier", "convention.pdf", "%PDF-1.7 test"u8.ToArray())).Is(200);
        var file = page.One("#documents table a").GetAttribute("href")!;
        Assert.Equal("%PDF-1.7 test"u8.ToArray(), await theirs.Download(file));
        page = (await ours.Press(page, "form[action$='/retirer'] button", (NameOf(page, "/retirer", "textarea"), "Mauvais fichier."))).Is(200);
        Assert.Contains("Mauvais fichier.", page.One("#documents table").TextContent, StringComparison.Ordinal);
        Assert.NotEqual(200, (await theirs.Open(file)).Status);
    }

    private static string NameOf(SeenPage page, string action, string control) => page.One($"form[action$='{action}'] {control}").GetAttribute("name")!;

    private async Task<(Browser Ours, Browser Theirs)> Agreed(string reference)
    {
        await Agreeing.Institutions(house);
        await Agreeing.InForce(house, Given.Agreement(reference));
        return (await house.Visit("HETS", "management"), await house.Visit("HG", "management"));
    }
}
