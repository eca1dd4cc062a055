using System.Text;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Kit.Browsing;
using HourExchange.Tests.Ledger.Settlements.Netting;
using HourExchange.Tests.Ledger.Years;

namespace HourExchange.Tests.Portal;

/// <summary>What managements do with a yearly report, page by page, without script.</summary>
[Collection(WithPages.Name)]
[Trait("needs", "servers")]
public class YearlyReportJourneyTests(PortalHouse house)
{
    private const string Approve = "form[action$='/approuver'] button";

    [Fact]
    public async Task A_yearly_report_is_commented_approved_by_both_downloaded_and_printed()
    {
        var (work, path) = await Begin("YEARLY-1");
        var hets = await house.Visit("HETS", "management");
        var listed = (await hets.Open("/bilans")).Is(200);
        Assert.Contains(path, PageRules.Links(listed));
        Assert.Contains("provisoire, à compléter", listed.Text, StringComparison.Ordinal);
        var result = (await hets.Open(path)).Is(200);
        Assert.Contains("HETS a reçu 1:00 de plus qu’elle n’a donné à HG", result.Text, StringComparison.Ordinal);
        Assert.Contains("À compléter : Enseignement, Conclusion.", result.Text, StringComparison.Ordinal);
        Assert.Empty(result.Document.QuerySelectorAll(Approve));

        await Comment(hets, path, "enseignement", "HG donne **tout**.");
        var hg = await house.Visit("HG", "management");
        var whole = await Comment(hg, path, "conclusion", null);
        Assert.Contains("Toutes les rubriques sont remplies.", whole.Text, StringComparison.Ordinal);
        Assert.Contains("tout", whole.One("#enseignement strong").TextContent, StringComparison.Ordinal);

        var read = (await hets.Open(path)).Is(200);
        PageRules.Check(read, "fr");
        var unread = (await hets.Press(read, Approve)).Is(422);
        Assert.Contains("Cochez que vous avez lu le bilan.", unread.Faults);
        var approved = (await hets.Press(unread, Approve, ("lu", "1"))).Is(200);
        Assert.Contains("HETS a approuvé", approved.Text, StringComparison.Ordinal);
        Assert.Contains("Il attend encore HG.", approved.Text, StringComparison.Ordinal);
        Assert.Contains("Toutes les parties l’ont approuvé : édition n° 1.", (await hg.Press((await hg.Open(path)).Is(200), Approve, ("lu", "1"))).Is(200).Text, StringComparison.Ordinal);

        // Pressed twice it is approved once; and the frozen files are those of the service, to the byte.
        var figures = (await hg.Open($"{path}/chiffres")).Is(200);
        var sheet = figures.Document.QuerySelectorAll("#editions a").Single(link => link.TextContent.EndsWith(".html", StringComparison.Ordinal)).GetAttribute("href")!;
        var printed = await hg.Download(sheet);
        Assert.Equal((await (await house.As("HG", "management")).AskReporting($"reports/yearly/{work.Book}/2014-2015/editions/1/files/bilan.fr-CH.html")).Is(200).Bytes, printed);
        Assert.Contains("HG donne <strong>tout</strong>.", Encoding.UTF8.GetString(printed), StringComparison.Ordinal);
        // What is printed is what was approved, whoever kept the address.
        Assert.Equal(sheet, (await hg.Open($"/impression/bilan/{work.Book}/2014-2015")).Is(200).Address.AbsolutePath);
        Assert.Contains($"{sheet}?imprimer=1", figures.Document.QuerySelectorAll("a.btn.second").Select(link => link.GetAttribute("href")));
        // On the screen a line above it leads back, which paper and the frozen bytes do not have.
        var shown = Encoding.UTF8.GetString(await hg.Download($"{sheet}?imprimer=1"));
        var bar = shown[shown.IndexOf("<p class=\"acts\">", StringComparison.Ordinal)..(shown.IndexOf("</p>", shown.IndexOf("<p class=\"acts\">", StringComparison.Ordinal), StringComparison.Ordinal) + 4)];
        Assert.Contains($"href=\"{path}\"", bar, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetString(printed), shown.Replace(bar, "", StringComparison.Ordinal));
        Assert.Equal("PK"u8.ToArray(), (await hg.Download($"{path}/fichier?format=xlsx"))[..2]);
        Assert.DoesNotContain("depuis l’édition", read.Text, StringComparison.Ordinal);

        // What comes after the approval is said beside what was approved, with what it is and what is to be done; in the list too.
        await work.Post(30);
        const string Changed = "Ce bilan a changé depuis l’édition n° 1";
        await Eventually.Holds("the page says that it has changed", async () => (await hg.Open(path)).Text.Contains(Changed, StringComparison.Ordinal));
        var since = (await hg.Open(path)).Is(200);
        PageRules.Check(since, "fr");
        Assert.Contains("approuvez de nouveau", since.Text, StringComparison.Ordinal);
        Assert.NotNull(since.Document.QuerySelector($"a[href='{path}/chiffres#depuis']"));
        var now = (await hg.Open($"{path}/chiffres")).Is(200);
        PageRules.Check(now, "fr");
        Assert.Contains(Changed, now.Text, StringComparison.Ordinal);
        Assert.Contains("A donné, HG | 1:00 | 1:30", now.Document.QuerySelectorAll("#depuis tbody tr").Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim()))));
        Assert.Contains("changé depuis le n° 1, attend HETS, HG", (await hg.Open($"/bilans?convention={work.Book}")).Is(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task What_is_paid_or_taken_back_after_the_approval_is_said_beside_it()
    {
        await GivenSettlement.OfClosedYear(house, "YEARLY-10", "PAID-A", "PAID-B", 6);
        const string Path = "/bilans/YEARLY-10/2014-2015";
        var (payer, payee) = (await house.Visit("PAID-B", "management"), await house.Visit("PAID-A", "management"));
        await Eventually.Holds("the closed year is reported", async () => (await payer.Open(Path)) is { Status: 200 } page && page.Text.Contains("année close", StringComparison.Ordinal));
        (await payer.Press((await payer.Open($"{Path}/commentaire")).Is(200), "form[action$='/rien-a-signaler'] button")).Is(200);
        foreach (var management in new[] { payer, payee })
        {
            (await management.Press((await management.Open(Path)).Is(200), Approve, ("lu", "1"))).Is(200);
        }

        Assert.DoesNotContain("depuis l’édition", (await payee.Open(Path)).Is(200).Text, StringComparison.Ordinal);
        (await (await house.As("PAID-B", "finance")).PostToLedger("books/YEARLY-10/years/2014-2015/settlement", new { paidOn = "2015-10-02", reference = "V-1" })).Is(200);
        const string Changed = "Ce qui est payé a changé depuis l’édition n° 1";
        await Eventually.Holds("the page says that it was paid", async () => (await payee.Open(Path)).Text.Contains(Changed, StringComparison.Ordinal));
        Assert.Contains("paiements changés depuis", (await payee.Open("/bilans?convention=YEARLY-10")).Is(200).Text, StringComparison.Ordinal);
        Assert.Contains("Payé le, PAID-B, PAID-A | – | 02.10.2015", (await payee.Open($"{Path}/chiffres")).Is(200).Document.QuerySelectorAll("#depuis tbody tr").Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim()))));

        // Taken back it stands as it was approved.
        (await (await house.As("PAID-B", "finance")).PostToLedger("books/YEARLY-10/years/2014-2015/settlement/withdrawal", new { reason = "Fausse référence" })).Is(200);
        await Eventually.Holds("the page says it no more", async () => !(await payee.Open(Path)).Text.Contains(Changed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_to_report_is_said_of_several_rubrics_at_once_and_never_in_place_of_a_text()
    {
        var (_, path) = await Begin("YEARLY-9");
        var (hets, hg) = (await house.Visit("HETS", "management"), await house.Visit("HG", "management"));
        const string Say = "form[action$='/rien-a-signaler'] button";
        var form = (await hets.Open($"{path}/commentaire")).Is(200);
        PageRules.Check(form, "fr");
        await Comment(hg, path, "conclusion", "Une bonne année.");
        // Somebody has written meanwhile: what was written stays.
        var late = await hets.Press(form, Say);
        Assert.Equal(412, late.Status);
        Assert.Single(late.Faults);
        var whole = (await hets.Open($"{path}/commentaire")).Is(200);
        Assert.Contains("Toutes les rubriques sont remplies.", whole.Text, StringComparison.Ordinal);
        Assert.Contains("Une bonne année.", whole.Text, StringComparison.Ordinal);
        Assert.Null(whole.Document.QuerySelector(Say));
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task What_was_read_before_a_change_is_not_approved_and_the_page_says_side_by_side_what_is_otherwise()
    {
        var (work, path) = await Begin("YEARLY-2");
        var (hets, hg) = (await house.Visit("HETS", "management"), await house.Visit("HG", "management"));
        await Comment(hets, path, "enseignement", "Une première année.");
        await Comment(hg, path, "conclusion", null);
        var read = (await hets.Open(path)).Is(200);

        await work.Post(30);
        await Reported("1:30");
        await Comment(hg, path, "conclusion", "Une bonne année.");
        var stale = (await hets.Press(read, Approve, ("lu", "1"))).Is(412);
        PageRules.Check(stale, "fr");
        Assert.Contains("Rien n’a été enregistré.", stale.Text, StringComparison.Ordinal);
        var rows = stale.Document.QuerySelectorAll("#change tbody tr").Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim()))).ToList();
        Assert.Contains("HETS a reçu | 1:00 | 1:30", rows);
        Assert.Contains("Conclusion | (1) | (2) Une bonne année.", rows);
        Assert.Contains("HETS n’a pas approuvé", stale.Text, StringComparison.Ordinal);
        Assert.Contains("HETS a approuvé", (await hets.Press(stale, Approve, ("lu", "1"))).Is(200).Text, StringComparison.Ordinal);

        // What is approved is void once it changes, and the page says why.
        await Comment(hg, path, "conclusion", "Une très bonne année.");
        Assert.Contains("ne compte plus : le commentaire a changé depuis", (await hets.Open(path)).Is(200).Text, StringComparison.Ordinal);

        async Task Reported(string hours) => await Eventually.Holds("the page says what was posted", async () => (await hg.Open(path)).Text.Contains(hours, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task A_comment_is_looked_at_before_it_is_kept_and_what_is_wrong_with_it_stands_beside_it()
    {
        var (_, path) = await Begin("YEARLY-3");
        var (hets, hg) = (await house.Visit("HETS", "management"), await house.Visit("HG", "management"));
        var form = (await hets.Open($"{path}/commentaire")).Is(200);
        PageRules.Check(form, "fr");
        var preview = (await hets.Press(form, "#enseignement button[value=apercu]", ("enseignement-findings", "Des **faits**"))).Is(200);
        Assert.Equal("faits", preview.One("#enseignement .said strong").TextContent);
        Assert.Contains("Ce texte n’est pas encore enregistré.", preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("faits", (await hg.Open($"{path}/commentaire")).Text, StringComparison.Ordinal);

        var wrong = preview;
        foreach (var typed in new[] { "<script>alert(1)</script>", "" })
        {
            wrong = (await hets.Press(wrong, "#enseignement button[value=enregistrer]", ("enseignement-findings", typed))).Is(422);
            Assert.Equal(typed, wrong.Value("enseignement-findings"));
            Assert.Single(wrong.Faults);
            Assert.NotNull(wrong.Document.QuerySelector("#enseignement-findings-fault"));
            PageRules.Check(wrong, "fr");
        }

        var unreadable = (await hets.Press(wrong, "#enseignement button[value=enregistrer]", ("enseignement-findings", "Des **faits**"), ("enseignement-indicators", "Diplômes douze"))).Is(422);
        Assert.NotNull(unreadable.Document.QuerySelector("#enseignement-indicators-fault"));
        Assert.Equal("Des **faits**", unreadable.Value("enseignement-findings"));

        // Somebody was quicker: both texts side by side, and the form again over what is there now.
        await Comment(hg, path, "enseignement", "Ce que HG dit.");
        var stale = (await hets.Press(unreadable, "#enseignement button[value=enregistrer]", ("enseignement-indicators", "Diplômes = 12"))).Is(412);
        PageRules.Check(stale, "fr");
        Assert.Equal(["Constats", "Ce que HG dit.", "Des **faits**"], stale.One("#enseignement tbody tr").Children.Select(cell => cell.TextContent));
        var kept = (await hets.Press(stale, "#enseignement button[value=enregistrer]")).Is(200);
        Assert.Contains("Rubrique enregistrée.", kept.Text, StringComparison.Ordinal);
        Assert.Equal("12", kept.Document.QuerySelectorAll("#enseignement dt").Single(name => name.TextContent == "Diplômes").NextElementSibling!.TextContent);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task Only_management_has_the_acts_and_nobody_else_finds_it()
    {
        var (work, path) = await Begin("YEARLY-4");
        foreach (var role in new[] { "registrar", "approver", "finance", "auditor" })
        {
            var reader = await house.Visit("HETS", role);
            foreach (var page in new[] { "", "/chiffres", "/suivi", "/commentaire" })
            {
                Assert.Empty((await reader.Open(path + page)).Is(200).Document.QuerySelectorAll("main form[method=post]"));
            }
        }

        var third = await house.Visit("CG68", "management");
        var paths = new[]
        {
            path, $"{path}/chiffres", $"{path}/suivi", $"{path}/commentaire", $"{path}/chiffre?of=figures&figure=given&institution=HETS", $"{path}/fichier?format=xlsx", $"/impression/bilan/{work.Book}/2014-2015",
            $"{path}/editions/1/bilan.json", $"/bilans?convention={work.Book}", $"/bilans/rapports?convention={work.Book}", $"/bilans/rapports/{Guid.CreateVersion7()}",
        };
        foreach (var hidden in paths)
        {
            Assert.True((await third.Open(hidden)).Status == 404, hidden);
        }

        // With a form of its own, turned to another's.
        var (_, own) = await Begin("YEARLY-5");
        var hets = await house.Visit("HETS", "management");
        var request = Browser.Request((await hets.Open($"{own}/commentaire")).Is(200), "#conclusion button[value=enregistrer]", ("conclusion-nothing", "1"));
        request.RequestUri = new Uri(request.RequestUri!, "/bilans/UNKNOWN/2014-2015/commentaire");
        Assert.Equal(404, (await hets.Follow(request)).Status);
        Assert.Equal(403, (await (await house.Visit("HETS", "admin")).Open(path)).Status);
    }

    private static async Task<SeenPage> Comment(Browser management, string path, string rubric, string? findings)
    {
        var form = (await management.Open($"{path}/commentaire")).Is(200);
        return (await management.Press(
            form, $"#{rubric} button[value=enregistrer]", ($"{rubric}-findings", findings ?? ""), ($"{rubric}-nothing", findings is null ? "1" : null))).Is(200);
    }

    /// <summary>An hour that HG has given HETS in 2014-2015, on the page.</summary>
    private async Task<(BookAtWork Work, string Path)> Begin(string book)
    {
        await BookAtWork.Open(house, book, content => content with
        {
            Rubrics = [new Rubric("enseignement", new Dictionary<string, string> { ["fr"] = "Enseignement" }, ["formation-de-base"]), new Rubric("conclusion", new Dictionary<string, string>(), [])],
        });
        var work = new BookAtWork(house, book);
        await work.Post(60);
        var path = $"/bilans/{book}/2014-2015";
        var reader = await house.Visit("HETS", "management");
        await Eventually.Holds("the page says what was posted", async () => (await reader.Open(path)) is { Status: 200 } page && page.Text.Contains("1:00", StringComparison.Ordinal));
        return (work, path);
    }
}
