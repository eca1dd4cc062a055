using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Browsing;

namespace HourExchange.Tests.Portal;

/// <summary>An administrator looks after members, programs and providers by pages, within the own institution.</summary>
[Trait("needs", "servers")]
public sealed class AdministrationTests(SignedInHouse house) : IClassFixture<SignedInHouse>
{
    private const string Members = "/administration/membres";

    [Fact]
    public async Task Members_are_invited_get_roles_and_leave()
    {
        using var administrator = await house.Member("HETS", "admin", "first@example.org");
        using var finance = await house.Member("HETS", "finance", "leaving@example.org");
        using var other = await house.Member("HG", "finance", "elsewhere@example.org");
        var admin = house.Unknown();
        var members = (await SignIn(admin, "first@example.org")).Is(200);
        Assert.Equal(Members, members.Address.AbsolutePath);
        PageRules.Check(members, "fr");
        Assert.Contains("Une seule personne aux finances", members.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere@example.org", members.Text, StringComparison.Ordinal);

        var wrong = (await admin.Press(members, $"form[action='{Members}'] button", ("courriel", "pas une adresse"), ("role", "approver"))).Is(422);
        Assert.Equal("pas une adresse", wrong.Value("courriel"));
        Assert.NotNull(wrong.Document.QuerySelector("#courriel-fault"));
        PageRules.Check(wrong, "fr");
        var invited = (await admin.Press(wrong, $"form[action='{Members}'] button", ("courriel", "new@example.org"))).Is(200);
        Assert.Contains("L’invitation est partie.", invited.Text, StringComparison.Ordinal);
        Assert.Contains("new@example.org", invited.Text, StringComparison.Ordinal);
        var again = (await admin.Press(invited, "form[action$='/renvoyer'] button")).Is(200);
        AskedOnce(again);
        var withdrawn = (await admin.Press(again, "form[action$='/retirer'] button")).Is(200);
        Assert.DoesNotContain("new@example.org", withdrawn.Text, StringComparison.Ordinal);

        var path = withdrawn.Document.QuerySelectorAll("tr").Single(row => row.TextContent.Contains("leaving@example.org", StringComparison.Ordinal)).QuerySelector("a")!.GetAttribute("href")!;
        var member = (await admin.Open(path)).Is(200);
        PageRules.Check(member, "fr");
        var given = (await admin.Press(member, "form[action$='/roles'] button", ("role", "management"))).Is(200);
        Assert.Equal(["Finances", "Direction"], given.Document.QuerySelectorAll("tbody th").Select(role => role.TextContent).OrderByDescending(role => role));
        AskedOnce(given);
        var taken = (await admin.Press(given, $"form[action$='/roles/{RoleAt(given, "Direction")}/retirer'] button")).Is(200);
        Assert.Equal("Finances", taken.One("tbody th").TextContent);
        var moved = (await admin.Press(taken, "form[action$='/adresse'] button", ("courriel", "moved@example.org"))).Is(200);
        var unsure = (await admin.Press(moved, "form[action$='/supprimer'] button")).Is(422);
        PageRules.Check(unsure, "fr");
        var gone = (await admin.Press(unsure, "form[action$='/supprimer'] button", ("certain", "oui"))).Is(200);
        Assert.DoesNotContain("leaving@example.org", gone.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await admin.Open(path)).Status);
        Assert.Equal(404, (await admin.Open($"{Members}/of-another")).Status);
    }

    /// <summary>What takes something from somebody is folded: it says first what follows.</summary>
    private static void AskedOnce(SeenPage page)
    {
        var forms = page.Document.QuerySelectorAll("form[action$='/retirer'], form[action$='/revoquer'], form[action$='/secret']");
        Assert.NotEmpty(forms);
        Assert.All(forms, form => Assert.NotNull(form.Closest("details:not([open])")));
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task The_secret_of_a_program_is_shown_once_and_a_provider_is_set_by_a_form()
    {
        using var administrator = await house.Member("HETS", "admin", "programs@example.org");
        var admin = house.Unknown();
        await SignIn(admin, "programs@example.org");
        var programs = (await admin.Open("/administration/programmes")).Is(200);
        PageRules.Check(programs, "fr");
        var wrong = (await admin.Press(programs, "form.form button", ("nom", "Gestion des cours"), ("role", "registrar"), ("peut", null))).Is(422);
        Assert.Equal("Gestion des cours", wrong.Value("nom"));
        var made = (await admin.Press(wrong, "form.form button", ("peut", "lines"))).Is(200);
        var secret = made.Document.QuerySelectorAll("code.hash")[1].TextContent;
        Assert.True(secret.Length > 20);
        var later = (await admin.Open("/administration/programmes")).Is(200);
        Assert.Contains("Gestion des cours", later.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, later.Text, StringComparison.Ordinal);
        AskedOnce(later);
        var replaced = (await admin.Press(later, "form[action$='/secret'] button")).Is(200);
        Assert.NotEqual(secret, replaced.Document.QuerySelectorAll("code.hash")[1].TextContent);
        Assert.Contains("révoqué le", (await admin.Press((await admin.Open("/administration/programmes")).Is(200), "form[action$='/revoquer'] button")).Is(200).Text, StringComparison.Ordinal);

        var providers = (await admin.Open("/administration/fournisseurs")).Is(200);
        PageRules.Check(providers, "fr");
        var refused = (await admin.Press(
            providers, "form.form button", ("id", "edu"), ("nom", "edu-ID"), ("adresse", "ftp://login.example.org"), ("client", "hx"),
            ("attribut-1", "affiliation"), ("valeur-1", "staff@example.org"), ("role-1", "registrar"))).Is(422);
        Assert.Equal("staff@example.org", refused.Value("valeur-1"));
        PageRules.Check(refused, "fr");
        var set = (await admin.Press(refused, "form.form button", ("adresse", "https://login.example.org"))).Is(200);
        Assert.Contains("staff@example.org", set.Text, StringComparison.Ordinal);
        AskedOnce(set);
        PageRules.Check((await admin.Open("/administration/fournisseurs?modifier=edu")).Is(200), "fr");
        Assert.DoesNotContain("staff@example.org", (await admin.Press(set, "form[action$='/retirer'] button")).Is(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task Nobody_else_has_these_pages()
    {
        using var member = await house.Member("HETS", "management", "director@example.org");
        var director = house.Unknown();
        await SignIn(director, "director@example.org", "/aide");
        foreach (var path in new[] { Members, "/administration/programmes", "/administration/fournisseurs" })
        {
            Assert.Equal(403, (await director.Open(path)).Status);
        }
    }

    /// <summary>The services are out of reach here: what the sign-in provider knows is shown all the same.</summary>
    [Fact]
    public async Task Whoever_runs_the_exchange_invites_administrators_and_sees_no_members()
    {
        using var administrator = await house.Member("HETS", "admin", "seen-by-nobody@example.org");
        using var first = house.Visitor();
        await (await first.Get(await house.OperatorLink())).Submit(new() { ["courriel"] = "runs@example.org", ["nom"] = "Zzqa Brevforg", ["motdepasse"] = Visitor.Password });
        var runs = house.Unknown();
        Assert.Equal((503, "/administration/institutions"), ((await SignIn(runs, "runs@example.org")) is var start ? (start.Status, start.Address.AbsolutePath) : default));
        var page = (await runs.Open($"{Members}?institution=HG")).Is(200);
        PageRules.Check(page, "fr");
        Assert.DoesNotContain("seen-by-nobody@example.org", page.Text, StringComparison.Ordinal);
        Assert.Equal("Administrations", page.Title);
        foreach (var path in new[] { $"{Members}/of-another", "/administration/programmes", "/administration/fournisseurs" })
        {
            Assert.Equal(403, (await runs.Open(path)).Status);
        }
    }

    private static string RoleAt(SeenPage member, string role) => member.Document.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains(role, StringComparison.Ordinal))
        .QuerySelector("form")!.GetAttribute("action")!.Split('/')[^2];

    private static async Task<SeenPage> SignIn(Browser browser, string mail, string path = "/") =>
        await browser.Press(await browser.Open(path), "form[action='/connexion'] button:not([type=button])", ("courriel", mail), ("motdepasse", Visitor.Password));
}
