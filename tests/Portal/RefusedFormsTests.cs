using HourExchange.Plumbing.Security;
using HourExchange.Portal;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Kit.Browsing;

namespace HourExchange.Tests.Portal;

/// <summary>What nobody gets done by the pages: forms of elsewhere, lines of others, roles that lack it; and that nothing typed is lost.</summary>
[Collection(WithPages.Name)]
[Trait("needs", "servers")]
public sealed class RefusedFormsTests(PortalHouse house)
{
    [Fact]
    public async Task A_form_that_is_not_of_our_page_is_refused()
    {
        var (approver, path) = await LineToConfirm("FORMS-1");
        var page = (await approver.Open(path)).Is(200);
        var button = "form[action$='/confirmer'] button";
        Assert.Equal(400, (await approver.Ask(Browser.Request(page, button, ("__RequestVerificationToken", null)))).Status);
        Assert.Equal(400, (await approver.Ask(Browser.Request(page, button, ("__RequestVerificationToken", "of another")))).Status);
        var foreign = Browser.Request(page, button);
        foreign.Headers.Remove("Origin");
        foreign.Headers.Add("Origin", "https://elsewhere.example");
        Assert.Equal(400, (await approver.Ask(foreign)).Status);
        var crossSite = Browser.Request(page, button);
        crossSite.Headers.Remove("Sec-Fetch-Site");
        crossSite.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(400, (await approver.Ask(crossSite)).Status);
        Assert.Contains("HG n’a pas encore confirmé", (await approver.Open(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_or_says_a_role_that_there_is_not_is_the_sender_s_fault()
    {
        var (approver, path) = await LineToConfirm("FORMS-11");
        var page = (await approver.Open(path)).Is(200);
        var button = "form[action$='/confirmer'] button";
        Assert.Equal(400, (await approver.Ask(Browser.Request(page, button, ("texte", "a\0b")))).Status);
        Assert.Equal(409, (await approver.Ask(Browser.Request(page, button, ("_pour", "HG/king")))).Status);
        Assert.Contains("HG n’a pas encore confirmé", (await approver.Open(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_twice_does_its_work_once()
    {
        await Agreed("FORMS-2");
        var registrar = await house.Visit("HETS", "registrar");
        var form = (await registrar.Open("/interventions/saisir?convention=FORMS-2")).Is(200);
        (string, string?)[] typed = [("sens", "HG>HETS"), ("intervenant", "HG-031"), ("date", "2014-10-01"), ("nature", "cours"), ("domaine", "formation-de-base"), ("quantite", "2"), ("unite", "heure")];
        var first = (await registrar.Press(form, ".acts button.btn:not(.second)", typed)).Is(200);
        var second = (await registrar.Press(form, ".acts button.btn:not(.second)", typed)).Is(200);
        Assert.Equal(first.Address, second.Address);
        Assert.Contains("1 ligne,", (await registrar.Open("/interventions?convention=FORMS-2")).Text, StringComparison.Ordinal);

        // Beside a line like it too, once somebody has said that it is another one.
        var asked = (await registrar.Press((await registrar.Open("/interventions/saisir?convention=FORMS-2")).Is(200), ".acts button.btn:not(.second)", typed)).Is(422);
        var another = (await registrar.Press(asked, ".acts button.btn:not(.second)", ("deux-fois", "oui"))).Is(200);
        Assert.NotEqual(first.Address, another.Address);
        Assert.Equal(another.Address, (await registrar.Press(asked, ".acts button.btn:not(.second)", ("deux-fois", "oui"))).Is(200).Address);
        Assert.Contains("2 lignes,", (await registrar.Open("/interventions?convention=FORMS-2")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_third_institution_finds_nothing_by_any_identifier()
    {
        var (_, path) = await LineToConfirm("FORMS-3");
        var (_, own) = await LineToConfirm("FORMS-4", "HETS", "ISSM");
        foreach (var role in new[] { "registrar", "approver", "auditor" })
        {
            var third = await house.Visit("CG68", role);
            Assert.Equal(404, (await third.Open(path)).Status);
            Assert.Equal(404, (await third.Open("/interventions?convention=FORMS-3")).Status);
            Assert.DoesNotContain("FORMS-3", (await third.Open("/interventions")).Html, StringComparison.Ordinal);
        }

        // With a form of its own, turned to another's line.
        var approver = await house.Visit("ISSM", "approver");
        var request = Browser.Request((await approver.Open(own)).Is(200), "form[action$='/confirmer'] button");
        request.RequestUri = new Uri(request.RequestUri!, path + "/confirmer");
        Assert.Equal(404, (await approver.Follow(request)).Status);
    }

    [Fact]
    public async Task Markup_in_what_people_write_stays_text()
    {
        await Agreed("FORMS-5");
        var registrar = await house.Visit("HETS", "registrar");
        const string Title = "<script>alert(1)</script><img src=x onerror=alert(2)> & \"fin\"";
        var line = await LineJourneyTests.Register(registrar, "FORMS-5", "F5-1", Title);
        Assert.Contains(Title, line.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        PageRules.Check(line, "fr");
        Assert.Empty(line.Document.QuerySelectorAll("main script, main img"));
        var list = (await registrar.Open("/interventions?convention=FORMS-5&q=%3Cscript%3E")).Is(200);
        PageRules.Check(list, "fr");
        Assert.Empty(list.Document.QuerySelectorAll("main script, main img"));
    }

    [Fact]
    public async Task No_link_of_ours_leads_elsewhere()
    {
        var reader = await house.Visit("HETS", "approver");
        foreach (var next in new[] { "//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", "/a\r\nSet-Cookie:x" })
        {
            foreach (var path in new[] { "/langue/de", "/connexion" })
            {
                var answer = await reader.Ask(new HttpRequestMessage(HttpMethod.Get, $"{path}?suite={Uri.EscapeDataString(next)}"));
                Assert.Equal((302, "/"), (answer.Status, answer.Headers["Location"]));
            }
        }
    }

    [Fact]
    public async Task A_role_that_lacks_a_page_is_told_who_has_it()
    {
        var (_, path) = await LineToConfirm("FORMS-6");
        var auditor = await house.Visit("HG", "auditor");
        var refused = (await auditor.Open("/interventions/saisir")).Is(403);
        Assert.Contains("Cette page est réservée au rôle secrétariat. Vous agissez comme contrôle pour HG.", refused.Text, StringComparison.Ordinal);
        Assert.Empty((await auditor.Open(path)).Is(200).Document.QuerySelectorAll("form[action^='/interventions/']"));
        var administrator = await house.Visit("HG", "admin");
        Assert.Equal(403, (await administrator.Open(path)).Status);
        // Members are asked of the sign-in, of which this house has none.
        Assert.Contains("La connexion ne répond pas.", (await administrator.Open("/")).Is(503).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_changed_the_role_meanwhile_writes_nothing_in_the_new_one()
    {
        var (approver, path) = await LineToConfirm("FORMS-7");
        var page = (await approver.Open(path)).Is(200);
        approver.SignInAs(PortalHouse.SessionCookie(await house.Portal(), new Caller("HETS", "approver", "HG-approver")));
        var told = (await approver.Press(page, "form[action$='/confirmer'] button")).Is(409);
        Assert.Contains("responsable pour HG", told.Text, StringComparison.Ordinal);
        Assert.Contains("n’a pas encore confirmé", (await approver.Open(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task What_was_typed_survives_the_end_of_the_session()
    {
        await Agreed("FORMS-8");
        var registrar = await house.Visit("HETS", "registrar");
        var form = (await registrar.Open("/interventions/saisir?convention=FORMS-8")).Is(200);
        registrar.SignInAs(null);
        var told = (await registrar.Press(
            form, ".acts button.btn:not(.second)", ("sens", "HG>HETS"), ("intervenant", "HG-031"), ("date", "2014-10-01"), ("nature", "cours"), ("domaine", "formation-de-base"), ("intitule", "Ne pas perdre"),
            ("quantite", "2"), ("unite", "heure"))).Is(401);
        Assert.Equal("Ne pas perdre", told.Value("intitule"));
        registrar.SignInAs(PortalHouse.SessionCookie(await house.Portal(), new Caller("HETS", "registrar", "HETS-registrar")));
        // The token of that page was made for nobody: signed in again, one more press proves whose form it is.
        var again = await registrar.Press((await registrar.Press(told, "main form button")).Is(400), "main form button");
        Assert.Equal(200, again.Status);
        Assert.Contains("Ne pas perdre", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_input_comes_back_as_it_was_typed_with_what_is_wrong_beside_it()
    {
        await Agreed("FORMS-9");
        var registrar = await house.Visit("HETS", "registrar");
        var form = (await registrar.Open("/interventions/saisir?convention=FORMS-9")).Is(200);
        var unreadable = (await registrar.Press(form, ".acts button.btn:not(.second)", ("sens", "HG>HETS"), ("date", "le 3"), ("quantite", "deux"), ("intervenant", " "), ("nature", ""), ("intitule", "Titre"))).Is(422);
        Assert.Equal(("le 3", "deux", "Titre"), (unreadable.Value("date"), unreadable.Value("quantite"), unreadable.Value("intitule")));
        Assert.Equal(6, unreadable.Faults.Count);
        PageRules.Check(unreadable, "fr");

        // Whoever mends a form mends it once: what the service refuses is told together with what cannot be read.
        var both = (await registrar.Press(unreadable, ".acts button.btn:not(.second)", ("date", "2030-01-01"), ("intervenant", "HG/031!"))).Is(422);
        Assert.NotNull(both.Document.QuerySelector("#date[aria-invalid=true]"));
        Assert.NotNull(both.Document.QuerySelector("#intervenant[aria-invalid=true]"));
        Assert.NotNull(both.Document.QuerySelector("#quantite-fault"));
        Assert.Equal(6, both.Faults.Count);

        var refused = (await registrar.Press(
            unreadable, ".acts button.btn:not(.second)", ("date", "2030-01-01"), ("quantite", "2,31"), ("unite", "heure"), ("intervenant", "HG-031"), ("nature", "cours"), ("domaine", "formation-de-base"))).Is(422);
        Assert.Equal("2,31", refused.Value("quantite"));
        Assert.NotNull(refused.Document.QuerySelector("#date[aria-invalid=true]"));
        Assert.NotNull(refused.Document.QuerySelector("#quantite-fault"));
        PageRules.Check(refused, "fr");
    }

    [Fact]
    public async Task A_series_with_a_fault_comes_back_with_the_days_that_were_ticked()
    {
        await Agreed("FORMS-20");
        var registrar = await house.Visit("HETS", "registrar");
        const string Save = ".acts button.btn:not(.second)";
        async Task<SeenPage> Days() => (await registrar.Press(
            (await registrar.Open("/interventions/serie?convention=FORMS-20")).Is(200), "button[value=jours]", ("sens", "HG>HETS"), ("intervenant", "HG-232"), ("debut", "2014-10-01"), ("fin", "2014-10-29"),
            ("nature", "cours"), ("domaine", "formation-de-base"), ("quantite", "2"), ("unite", "heure"))).Is(200);
        var days = await Days();
        (string, string?)[] kept = [.. Ticked(days).Where(day => day != "2014-10-15").Select(day => ("jour", (string?)day))];
        Assert.Equal(4, kept.Length);
        var faulty = (await registrar.Press(days, Save, [.. kept, ("quantite", "")])).Is(422);
        Assert.Equal(kept.Select(day => day.Item2), Ticked(faulty));
        var saved = (await registrar.Press(faulty, Save, ("quantite", "2"))).Is(200);
        Assert.Contains("4 lignes, durée 8:00", saved.Text, StringComparison.Ordinal);
        Assert.Contains("1 jour n’était pas coché", saved.Text, StringComparison.Ordinal);
        Assert.Contains("HG-232 est une personne nouvelle", saved.Text, StringComparison.Ordinal);
        PageRules.Check(saved, "fr");

        // The same again: only the day of which nothing is known is ticked.
        var again = await Days();
        Assert.Equal(["2014-10-15"], Ticked(again));
        Assert.Equal(4, again.Document.QuerySelectorAll("#jours tbody a").Length);
        PageRules.Check(again, "fr");
        Assert.Equal(["Gardez au moins un jour."], (await registrar.Press(again, Save, ("jour", null))).Is(422).Faults);

        static IEnumerable<string?> Ticked(SeenPage page) => page.Document.QuerySelectorAll("input[name=jour][checked]").Select(day => day.GetAttribute("value"));
    }

    [Fact]
    public async Task A_name_is_no_code_and_a_code_of_the_other_side_is_asked_about()
    {
        await Agreed("FORMS-21");
        await LineJourneyTests.Register(await house.Visit("HG", "registrar"), "FORMS-21", "F-1");
        var registrar = await house.Visit("HETS", "registrar");
        (string, string?)[] typed = [("sens", "HETS>HG"), ("date", "2014-10-01"), ("nature", "cours"), ("domaine", "formation-de-base"), ("quantite", "2"), ("unite", "heure")];
        const string Save = ".acts button.btn:not(.second)";
        var name = (await registrar.Press((await registrar.Open("/interventions/saisir?convention=FORMS-21")).Is(200), Save, [.. typed, ("intervenant", "Zzqd Brevforg")])).Is(422);
        Assert.Contains("Un nouveau code s’écrit sans espace", name.One("#intervenant-fault").TextContent, StringComparison.Ordinal);
        var theirs = (await registrar.Press(name, Save, ("intervenant", "HG-031"))).Is(422);
        Assert.Contains("HG-031 est de HG", theirs.One("#intervenant-fault").TextContent, StringComparison.Ordinal);
        PageRules.Check(theirs, "fr");
    }

    [Theory]
    [InlineData("/bilans/ensemble/chiffre?of=lines&figure=open")]
    [InlineData("/bilans/ensemble/chiffre?agreement=ANY-1&from=hier&to=demain&figure=given")]
    [InlineData("/bilans/ensemble/fichier")]
    public async Task An_address_by_which_no_page_can_be_read_is_no_page(string path)
    {
        var told = (await (await house.Visit("HETS", "finance")).Open(path)).Is(404);
        Assert.Equal("Page introuvable", told.Title);
    }

    [Fact]
    public async Task Nobody_is_let_in_without_a_sign_in()
    {
        var unknown = await house.VisitUnknown();
        Assert.Equal(503, (await unknown.Open("/a-faire")).Is(503).Status);
        Assert.Throws<InvalidOperationException>(() => PortalHost.Build(["--environment", "Production"], settings: new Dictionary<string, string?>
        {
            ["Portal:Interventions"] = "http://127.0.0.1:1",
            ["Portal:Ledger"] = "http://127.0.0.1:1",
            ["Portal:Reporting"] = "http://127.0.0.1:1",
        }));
    }

    private async Task<(Browser Approver, string Path)> LineToConfirm(string agreement, string lender = "HG", string receiver = "HETS")
    {
        await Agreed(agreement, lender, receiver);
        var registrar = await house.As(lender, "registrar");
        var line = new { agreement, date = "2014-10-01", lendingInstitution = lender, receivingInstitution = receiver, contributor = "P-031", domain = "formation-de-base", nature = "cours", title = "Titre", quantity = 2, unit = "heure" };
        var id = (await registrar.Post("interventions", line)).Is(201)["id"].GetString();
        return (await house.Visit(receiver == "HETS" ? lender : receiver, "approver"), $"/interventions/{id}");
    }

    private async Task Agreed(string reference, params string[] parties)
    {
        await Agreeing.Institutions(house);
        await Agreeing.InForce(house, Given.Agreement(reference) with { Parties = parties.Length == 0 ? ["HETS", "HG"] : parties });
    }
}
