using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using Microsoft.Playwright;

namespace HourExchange.Tests.Portal;

/// <summary>What people do, in a real Chromium, as they do it: each step by somebody at a page.</summary>
[Collection(WithBrowsedPages.Name)]
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class BrowserJourneyTests(BrowsedPortalHouse house)
{
    private const string Save = "main form.form .acts button.btn >> nth=0";

    [Fact]
    public async Task Registered_here_confirmed_there_then_here_and_posted()
    {
        await Agreed("CHROME-1");
        var registrar = await Open("HETS", "registrar", "/interventions/saisir?convention=CHROME-1");
        await Fill(registrar, ("sens", "HG>HETS"), ("intervenant", "HG-031"), ("date", "2014-10-01"), ("nature", "cours"), ("domaine", "formation-de-base"), ("quantite", "2"), ("unite", "heure"), ("ref", "C1-1"));
        // What would be credited stands there before it is saved.
        await registrar.ClickAsync("button[value=voir]");
        await Sees(registrar, "3:00");
        await registrar.ClickAsync(Save);
        await Sees(registrar, "Attend la confirmation de HG et HETS");
        var path = new Uri(registrar.Url).AbsolutePath;
        foreach (var institution in new[] { "HG", "HETS" })
        {
            var approver = await Open(institution, "approver", "/a-faire");
            await approver.ClickAsync($"a[href='{path}']");
            await approver.ClickAsync("form[action$='/confirmer'] button");
            await Sees(approver, $"{institution} a confirmé");
        }

        await SeesInTime(registrar, path, "Écriture n°");
    }

    [Fact]
    public async Task A_request_is_approved_delivered_corrected_disputed_and_settled()
    {
        await Agreed("CHROME-2");
        var registrar = await Open("HETS", "registrar", "/interventions/demander?convention=CHROME-2");
        await Fill(
            registrar, ("sens", "HG>HETS"), ("intervenant", "HG-031"), ("date", "2014-10-01"), ("nature", "cours"), ("domaine", "formation-de-base"), ("intitule", "Jury de diplôme"), ("quantite", "4"), ("unite", "heure"));
        await registrar.ClickAsync(Save);
        // Nobody asks for a day that has passed, unless that is what they mean.
        await Sees(registrar, "Ce jour est passé");
        await registrar.ClickAsync("[name=jour-passe]");
        await registrar.ClickAsync(Save);
        await Sees(registrar, "Demande envoyée.");
        var path = new Uri(registrar.Url).AbsolutePath;

        var approver = await Open("HG", "approver", "/a-faire/demandes");
        await approver.Locator("section", new() { HasText = "Jury de diplôme" }).Locator("button[value=autoriser]").ClickAsync();
        await Sees(approver, "Demande autorisée.");

        await registrar.ReloadAsync();
        await registrar.ClickAsync("a[href$='/effectuer']");
        await Fill(registrar, ("quantite", "3"));
        await registrar.ClickAsync(Save);
        await Sees(registrar, "Notée comme effectuée.");

        await registrar.ClickAsync("a[href$='/corriger']");
        await Fill(registrar, ("quantite", "2"), ("motif", "La dernière heure n'a pas eu lieu."));
        await registrar.ClickAsync(Save);
        await Sees(registrar, "La correction est enregistrée.");

        await approver.GotoAsync(path);
        await approver.ClickAsync("details:has(form[action$='/contester']) summary");
        await Fill(approver, ("contester-motif", "Elle a fini plus tôt."), ("propose", "1:30"));
        await approver.ClickAsync("form[action$='/contester'] button");
        await Sees(approver, "HG conteste cette ligne");

        await registrar.ReloadAsync();
        await registrar.ClickAsync("details:has(form[action$='/prendre']) summary");
        await Fill(registrar, ("prendre-motif", "D'accord avec HG."));
        await registrar.ClickAsync("form[action$='/prendre'] button");
        await Sees(registrar, "La durée proposée est reprise");

        foreach (var institution in new[] { "HG", "HETS" })
        {
            var confirming = await Open(institution, "approver", path);
            await confirming.ClickAsync("form[action$='/confirmer'] button");
            await Sees(confirming, $"{institution} a confirmé");
        }

        await SeesInTime(registrar, path, "Écriture n°");
    }

    [Fact]
    public async Task A_list_with_three_faults_is_mended_in_the_file_and_brought_in()
    {
        await Agreed("CHROME-3");
        var registrar = await Open("HETS", "registrar", "/importer?convention=CHROME-3");
        await Send(registrar, "octobre.csv", Given.Csv(Given.Row("C3-1"), Given.Row("C3-2", "31.09.2014"), Given.Row("C3-3", nature: "conférance"), Given.Row("C3-4", quantity: "7,33")));
        await Eventually.Holds("the faults are shown", async () => await registrar.ReloadAsync() is not null && await registrar.Locator("tr.faulty").CountAsync() == 3);
        await Sees(registrar, "Enregistrer 1 ligne");

        await registrar.GotoAsync("/importer?convention=CHROME-3");
        await Send(registrar, "octobre.csv", Given.Csv(Given.Row("C3-1"), Given.Row("C3-2", "30.09.2014"), Given.Row("C3-3"), Given.Row("C3-4", quantity: "7,5")));
        await Eventually.Holds("the list is looked at", async () => await registrar.ReloadAsync() is not null && await registrar.Locator("main form .acts button").CountAsync() == 1);
        Assert.Equal(0, await registrar.Locator("tr.faulty").CountAsync());
        await registrar.ClickAsync("main form .acts button");
        await SeesInTime(registrar, null, "4 lignes enregistrées.");
    }

    [Fact]
    public async Task The_template_is_fetched_filled_in_by_another_program_and_brought_in()
    {
        await Agreed("CHROME-4");
        var registrar = await Open("HETS", "registrar", "/importer?convention=CHROME-4");
        var fetched = await registrar.RunAndWaitForDownloadAsync(() => registrar.ClickAsync("a[href$='modele.xlsx?convention=CHROME-4']"));
        await using var template = await fetched.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await template.CopyToAsync(bytes);
        await Send(registrar, "modele.xlsx", await ImportJourneyTests.FilledIn(bytes.ToArray()));
        await Eventually.Holds("the workbook is looked at", async () => await registrar.ReloadAsync() is not null && await registrar.Locator("main form .acts button").CountAsync() == 1);
        Assert.Equal(0, await registrar.Locator("tr.faulty").CountAsync());
        await registrar.ClickAsync("main form .acts button");
        await SeesInTime(registrar, null, "1 ligne enregistrée");
    }

    [Fact]
    public async Task Two_hundred_and_sixty_eight_lines_are_confirmed_at_once()
    {
        await Agreeing.Institutions(house);
        await Agreeing.InForce(house, Given.Agreement("CHROME-5") with { Parties = ["ISSM", "CG68"] });
        var lines = Given.Csv([.. Enumerable.Range(1, 268).Select(number => Given.Row($"C5-{number}", lender: "CG68", receiver: "ISSM").Replace("HG-031", "P-031", StringComparison.Ordinal))]);
        var imported = (await (await house.As("CG68", "registrar")).PostRaw("imports?agreement=CHROME-5", lines, "text/csv")).Is(200);
        Assert.Equal(268, imported["accepted"].GetInt32());
        var approver = await Open("ISSM", "approver", "/a-faire");
        await approver.ClickAsync("a[href^='/a-faire?tout=1']");
        await Assertions.Expect(approver.Locator("input[name=ligne]:checked")).ToHaveCountAsync(268);
        Assert.StartsWith("268 lignes choisies", await approver.TextContentAsync("output"), StringComparison.Ordinal);
        await approver.ClickAsync("form[action='/a-faire/confirmer'] button");
        await Sees(approver, "268 lignes traitées");
        Assert.Equal(0, await Count(approver, "/a-faire", "input[name=ligne]"));
    }

    [Fact]
    public async Task A_series_and_lines_taught_together_are_registered()
    {
        await Agreed("CHROME-6");
        var registrar = await Open("HETS", "registrar", "/interventions/serie?convention=CHROME-6");
        await Fill(
            registrar, ("sens", "HG>HETS"), ("intervenant", "HG-031"), ("debut", "2014-10-01"), ("fin", "2014-10-29"), ("nature", "cours"), ("domaine", "formation-de-base"), ("quantite", "2"),
            ("unite", "heure"));
        await registrar.ClickAsync("button[value=jours]");
        // One week was a holiday.
        await registrar.UncheckAsync("input[name=jour][value='2014-10-15']");
        await registrar.ClickAsync(Save);
        await Sees(registrar, "4 lignes, durée 8:00");

        await registrar.GotoAsync("/interventions/co-enseignement?convention=CHROME-6");
        await Fill(
            registrar, ("sens", "HG>HETS"), ("intervenants", "HG-031\nHG-044"), ("date", "2014-11-05"), ("nature", "cours"), ("domaine", "formation-de-base"), ("quantite", "1,5"), ("unite", "heure"));
        await registrar.ClickAsync(Save);
        await Sees(registrar, "Enregistrées, une ligne par personne.");
        await Sees(registrar, "Co-enseignement");
    }

    [Fact]
    public async Task A_person_is_forgotten()
    {
        await Agreed("CHROME-7");
        Assert.InRange((await (await house.As("HG", "registrar")).Post("contributors", new { institution = "HG", code = "HG-777", name = "Zzqf Brevforg" })).Status, 200, 201);
        var management = await Open("HG", "management", "/intervenants/HG/HG-777");
        await Sees(management, "Zzqf Brevforg");
        await management.CheckAsync("#compris");
        await management.ClickAsync("button.danger");
        await Sees(management, "Cette personne est oubliée.");
        Assert.DoesNotContain("Zzqf", await management.ContentAsync(), StringComparison.Ordinal);
    }

    private static async Task<int> Count(IPage page, string path, string selector)
    {
        await page.GotoAsync(path);
        return await page.Locator(selector).CountAsync();
    }

    /// <summary>Types or chooses, by the names of fields.</summary>
    private static async Task Fill(IPage page, params (string Field, string Text)[] typed)
    {
        foreach (var (field, text) in typed)
        {
            var control = page.Locator($"[name='{field}']").First;
            if (await control.EvaluateAsync<string>("control => control.tagName") == "SELECT")
            {
                await control.SelectOptionAsync(text);
            }
            else
            {
                await control.FillAsync(text);
            }
        }
    }

    private static async Task Send(IPage page, string name, byte[] content)
    {
        await page.SetInputFilesAsync("#fichier", new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });
        await page.ClickAsync("form[enctype] button");
        await page.WaitForURLAsync("**/importer/*");
    }

    private static Task Sees(IPage page, string text) => Assertions.Expect(page.Locator("main")).ToContainTextAsync(text);

    /// <summary>Looks again until it stands there.</summary>
    /// <param name="path">Null: where the page is.</param>
    private static Task SeesInTime(IPage page, string? path, string text) => Eventually.Holds($"'{text}' is shown", async () =>
    {
        await page.GotoAsync(path ?? page.Url);
        return (await page.TextContentAsync("main"))!.Replace('\u00A0', ' ').Contains(text, StringComparison.Ordinal);
    });

    private async Task<IPage> Open(string institution, string role, string path)
    {
        var page = await house.OpenAs(institution, role, new() { Locale = "fr-CH" });
        // On a machine with much to do the first page may say that a service is too slow.
        await Eventually.Holds($"{path} is answered", async () => (await page.GotoAsync(path))!.Status == 200);
        Assert.Empty(house.Complaints);
        return page;
    }

    private async Task Agreed(string reference)
    {
        await Agreeing.Institutions(house);
        await Agreeing.InForce(house, Given.Agreement(reference));
    }
}
