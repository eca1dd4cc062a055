using HourExchange.Contracts.Access;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Kit.Browsing;
using Microsoft.Playwright;

namespace HourExchange.Tests.Portal;

/// <summary>The pages in a real Chromium: with axe, at 320 pixels, by keyboard alone, without script.</summary>
[Collection(WithBrowsedPages.Name)]
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class BrowserTests(BrowsedPortalHouse house)
{
    /// <summary>Where pictures of all pages go; not set: nowhere.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("HX_PICTURES");

    private static Dictionary<string, string>? _paths;

    [Theory]
    [InlineData("fr-CH", ColorScheme.Light, 320)]
    [InlineData("de-CH", ColorScheme.Dark, 320)]
    [InlineData("fr-CH", ColorScheme.Dark, 1280)]
    [InlineData("de-CH", ColorScheme.Light, 1280)]
    public async Task Every_page_is_whole_for_everybody(string locale, ColorScheme colours, int width)
    {
        foreach (var byRole in (await Paths()).GroupBy(page => page.Key.Split('-')[0]))
        {
            var page = await house.OpenAs(byRole.Key == Roles.Operator ? Roles.AnyInstitution : "HETS", byRole.Key, new() { Locale = locale, ColorScheme = colours, ViewportSize = new() { Width = width, Height = 900 } });
            foreach (var (name, path) in byRole)
            {
                await page.GotoAsync(path);
                await Whole(page);
                if (Pictures is not null)
                {
                    Directory.CreateDirectory(Pictures);
                    await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-{locale[..2]}-{colours}-{width}.png".ToLowerInvariant()), FullPage = true });
                }
            }

            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task A_line_is_registered_and_confirmed_by_keyboard_alone_and_without_script()
    {
        await Paths();
        var registrar = await house.OpenAs("HETS", "registrar", new() { JavaScriptEnabled = false, Locale = "fr-CH" });
        await registrar.GotoAsync("/interventions/saisir?convention=BROWSED");
        await registrar.Keyboard.PressAsync("Tab");
        Assert.Equal("Aller au contenu", await registrar.EvalOnSelectorAsync<string>(":focus", "focused => focused.textContent"));
        await registrar.FocusAsync("#intervenant");
        await registrar.Keyboard.TypeAsync("HG-044");
        foreach (var (field, text) in new[] { ("#sens", "HG"), ("#nature", "cours"), ("#domaine", "formation-de-base"), ("#unite", "heure") })
        {
            await registrar.FocusAsync(field);
            await registrar.Keyboard.TypeAsync(text);
        }

        await registrar.FocusAsync("#quantite");
        await registrar.Keyboard.TypeAsync("2");
        await registrar.Keyboard.PressAsync("Enter");
        await registrar.WaitForURLAsync("**/interventions/0*");
        var path = new Uri(registrar.Url).AbsolutePath;
        await registrar.Context.CloseAsync();
        foreach (var institution in new[] { "HETS", "HG" })
        {
            var approver = await house.OpenAs(institution, "approver", new() { JavaScriptEnabled = false, Locale = "fr-CH" });
            await approver.GotoAsync(path);
            await approver.FocusAsync("form[action$='/confirmer'] button");
            await approver.Keyboard.PressAsync("Enter");
            await approver.WaitForSelectorAsync($"text={institution} a confirmé");
            await approver.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task With_script_what_is_chosen_is_counted_and_the_first_fault_has_the_focus()
    {
        await Paths();
        var approver = await house.OpenAs("HETS", "approver", new() { Locale = "fr-CH" });
        await approver.GotoAsync("/a-faire");
        await approver.ClickAsync("input[name=ligne] >> nth=0");
        Assert.StartsWith("1 ligne choisie, ", await approver.TextContentAsync("output"), StringComparison.Ordinal);
        await approver.Context.CloseAsync();
        var registrar = await house.OpenAs("HETS", "registrar", new() { Locale = "fr-CH" });
        await registrar.GotoAsync("/interventions/saisir?convention=BROWSED");
        await registrar.SelectOptionAsync("#sens", "HG>HETS");
        await registrar.FillAsync("#intervenant", "HG-044");
        await registrar.SelectOptionAsync("#nature", "cours");
        await registrar.SelectOptionAsync("#domaine", "formation-de-base");
        await registrar.FillAsync("#quantite", "2,31");
        await registrar.SelectOptionAsync("#unite", "heure");
        await registrar.ClickAsync(".acts button.btn >> nth=0");
        await registrar.WaitForSelectorAsync("[role=alert]");
        Assert.Equal("alert", await registrar.EvalOnSelectorAsync<string>(":focus", "focused => focused.getAttribute('role')"));
        await registrar.Context.CloseAsync();
    }

    /// <summary>And the browser complains of nothing.</summary>
    private async Task Whole(IPage page)
    {
        await page.Whole();
        Assert.Empty(house.Complaints);
    }

    /// <summary>Every page in a state worth looking at, by role.</summary>
    private async Task<Dictionary<string, string>> Paths()
    {
        if (_paths is not null)
        {
            return _paths;
        }

        await Agreeing.Institutions(house);
        await Agreeing.InForce(house, Given.Agreement("BROWSED"));
        await Waiting();
        var other = await house.Visit("HG", "registrar");
        var lines = new List<string>();
        foreach (var number in Enumerable.Range(1, 6))
        {
            lines.Add((await LineJourneyTests.Register(other, "BROWSED", $"2014-{number:0000}")).Address.AbsolutePath);
        }

        foreach (var institution in new[] { "HG", "HETS" })
        {
            var approver = await house.Visit(institution, "approver");
            await approver.Press((await approver.Open(lines[0])).Is(200), "form[action$='/confirmer'] button");
        }

        var partner = await house.Visit("HG", "approver");
        await partner.Press((await partner.Open(lines[1])).Is(200), "form[action$='/contester'] button", ("contester-motif", "L'intervention a fini plus tôt."), ("propose", "1:30"));
        var registrar = await house.Visit("HETS", "registrar");
        var list = await registrar.Upload(
            await registrar.Open("/importer?convention=BROWSED"), "form[enctype] button", "fichier", "octobre.csv",
            Given.Csv(Given.Row("B-1"), Given.Row("B-2", "31.09.2014"), Given.Row("B-3", quantity: "7,33"), Given.Row("2014-0003", quantity: "3")));
        await Eventually.Holds("the list is looked at", async () => (await registrar.Open(list.Address.PathAndQuery)).Document.QuerySelector("progress") is null);
        foreach (var asking in new[] { "Méthodes d'entretien", "Jury de diplôme" })
        {
            await other.Press(
                (await other.Open("/interventions/demander?convention=BROWSED")).Is(200), ".acts button.btn:not(.second)", ("sens", "HETS>HG"), ("intervenant", "HETS-011"), ("date", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(14).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
                ("nature", "cours"), ("domaine", "formation-de-base"), ("intitule", asking), ("quantite", asking.StartsWith('J') ? "3" : "2"), ("unite", "heure"));
        }

        await Eventually.Holds("the yearly report has its line", async () => (await registrar.Open("/bilans/BROWSED/2014-2015")) is { Status: 200 } read && read.Text.Contains("3:00", StringComparison.Ordinal));
        const string yearly = "/bilans/BROWSED/2014-2015";
        return _paths = new Dictionary<string, string>
        {
            ["approver-todo"] = "/a-faire",
            ["approver-requests"] = "/a-faire/demandes",
            ["approver-line"] = lines[0],
            ["approver-line-to-confirm"] = lines[2],
            ["approver-line-disputed"] = lines[1],
            ["registrar-todo"] = "/a-faire",
            ["registrar-list"] = "/interventions",
            ["registrar-list-none"] = "/interventions?etat=cancelled",
            ["registrar-register"] = "/interventions/saisir",
            ["registrar-request"] = "/interventions/demander",
            ["registrar-series"] = "/interventions/serie",
            ["registrar-cotaught"] = "/interventions/co-enseignement",
            ["registrar-line-disputed"] = lines[1],
            ["registrar-correct"] = lines[2] + "/corriger",
            ["registrar-import"] = "/importer",
            ["registrar-import-preview"] = list.Address.PathAndQuery,
            ["registrar-people"] = "/intervenants?institution=HG",
            ["registrar-person"] = "/intervenants/HG/HG-031",
            ["registrar-describe"] = "/intervenants/nouveau",
            ["registrar-calendars"] = "/calendriers",
            ["registrar-unknown"] = "/nowhere",
            ["registrar-help"] = "/aide",
            ["registrar-accessibility"] = "/accessibilite",
            ["auditor-refused"] = "/interventions/saisir",
            ["auditor-line"] = lines[0],
            ["finance-todo"] = "/a-faire",
            ["finance-books"] = "/comptes",
            ["finance-book"] = "/comptes/BROWSED?au=2014-12-31",
            ["finance-statement"] = "/comptes/BROWSED/decompte/2014-2015",
            ["finance-year-end"] = "/comptes/BROWSED/bouclement/2014-2015",
            ["finance-proposals"] = "/comptes/BROWSED/propositions",
            ["finance-reconciliations"] = "/comptes/BROWSED/rapprochement",
            ["finance-nettings"] = "/compensations",
            ["auditor-statement"] = "/comptes/BROWSED/decompte/2014-2015",
            ["management-todo"] = "/a-faire",
            ["management-yearly-list"] = "/bilans",
            ["management-yearly"] = yearly,
            ["management-yearly-figures"] = yearly + "/chiffres",
            ["management-yearly-followup"] = yearly + "/suivi",
            ["management-yearly-comments"] = yearly + "/commentaire",
            ["management-yearly-explained"] = yearly + "/chiffre?of=figures&figure=given&institution=HG",
            ["management-yearly-overview"] = "/bilans/ensemble?annee=2014-2015",
            ["management-yearly-built"] = "/bilans/rapports",
            ["management-agreements"] = "/conventions",
            ["management-agreement"] = "/conventions/BROWSED-2",
            ["management-agreement-new"] = "/conventions/nouvelle?modele=BROWSED",
            ["management-agreement-amend"] = "/conventions/BROWSED/avenant",
            ["management-agreement-following"] = "/conventions/BROWSED/suivi",
            ["registrar-agreement"] = "/conventions/BROWSED",
            ["registrar-first-steps"] = "/bienvenue",
            ["operator-institutions"] = "/administration/institutions",
        };
    }

    /// <summary>An agreement with an amendment that waits, and what is promised and planned beside another.</summary>
    private async Task Waiting()
    {
        await Agreeing.InForce(house, Given.Agreement("BROWSED-2"));
        var management = await house.Visit("HG", "management");
        var amend = (await management.Open("/conventions/BROWSED-2/avenant?des=2027-09-01")).Is(200);
        (await management.Press(amend, "button[name=enregistrer]", ("reference", "Avenant 2027"), ("plafond", "50:00"), ("silence", "30"))).Is(200);
        var following = (await management.Open("/conventions/BROWSED/suivi")).Is(200);
        following = (await management.Press(following, "form[action$='/engagements'] button", ("engagement-texte", "Journée commune annuelle"))).Is(200);
        following = (await management.Press(following, "form[action$='/comites'] button", ("comite-texte", "Comité de pilotage"), ("comite-places-0", "2"), ("comite-fonction-0", "direction"))).Is(200);
        (await management.Press(following, "form[action$='/mesures'] button", ("mesure-texte", "Liste des jurys"), ("mesure-le", "2024-06-30"))).Is(200);
    }
}
