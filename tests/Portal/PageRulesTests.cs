using System.Text.RegularExpressions;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Kit.Browsing;

namespace HourExchange.Tests.Portal;

/// <summary>Each page in each language, as each role sees it: what all pages keep to, and that their links lead somewhere.</summary>
[Collection(WithPages.Name)]
[Trait("needs", "servers")]
public sealed partial class PageRulesTests(PortalHouse house)
{
    /// <summary>Of pages that differ by what they are of alone: what other tests have left in the house may be hundreds of lines.</summary>
    private const int OfAKind = 6;

    private static string? _line;

    public static TheoryData<string, string> Readers => new(
        from language in new[] { "fr", "de", "en" }
        from role in new[] { "registrar", "approver", "finance", "management", "auditor" }
        select (language, role));

    [Fact]
    public async Task The_pages_of_every_day_keep_the_rules()
    {
        var reader = await house.Visit("HETS", "registrar");
        foreach (var path in new[] { "/a-faire", await Line(), "/interventions?convention=RULES", "/interventions/saisir?convention=RULES", "/conventions", "/conventions/RULES", "/conventions/RULES/suivi" })
        {
            PageRules.Check((await reader.Open(path)).Is(200), "fr");
        }
    }

    [Theory]
    [Trait("slow", "yes")]
    [MemberData(nameof(Readers))]
    public async Task Every_page_keeps_the_rules_and_its_links_lead_somewhere(string language, string role)
    {
        var line = await Line();
        var reader = await house.Visit("HETS", role, language: language);
        var open = new Queue<string>(["/", line, "/interventions?etat=cancelled", "/nowhere", "/accessibilite", "/aide", "/bienvenue"]);
        var seen = new HashSet<string>(open);
        var kinds = new Dictionary<string, int>();
        while (open.TryDequeue(out var path))
        {
            var page = await reader.Open(path);
            // A sheet to print is a document of its own, with its styles in itself.
            if (page.Document.QuerySelector("main.sheet-page") is not null)
            {
                Assert.Equal(200, page.Status);
                Assert.Empty(page.Document.QuerySelectorAll("script, form, [src], link"));
                Assert.Contains("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            }
            else if (page.Headers["Content-Type"].StartsWith("text/html", StringComparison.Ordinal))
            {
                PageRules.Check(page, language);
                Assert.True(page.Status == 200 || path == "/nowhere", $"{path} answers {page.Status} to a {role}: {page.Text}");
                foreach (var next in PageRules.Links(page).Where(next => seen.Add(Alike(next)) && (kinds[Kind(next)] = kinds.GetValueOrDefault(Kind(next)) + 1) <= OfAKind))
                {
                    open.Enqueue(next);
                }
            }
            else
            {
                Assert.True(page.Status == 200, $"{path} answers {page.Status}");
            }
        }
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task A_page_speaks_the_language_of_the_browser_until_another_is_chosen()
    {
        var reader = await house.Visit("HETS", "approver", language: "de");
        Assert.Equal("Zu erledigen", (await reader.Open("/a-faire")).Title);
        var english = await reader.Open("/langue/en?suite=%2Faide");
        Assert.Equal(("/aide", "Help"), (english.Address.AbsolutePath, english.Title));
        Assert.Equal("To do", (await reader.Open("/a-faire")).Title);
        Assert.Equal(404, (await reader.Open("/langue/it")).Status);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task An_empty_house_says_what_comes_first()
    {
        await Agreeing.Institutions(house, ("NEW", "school"));
        var reader = await house.Visit("NEW", "registrar");
        var toDo = (await reader.Open("/a-faire")).Is(200);
        Assert.Contains("La direction enregistre la convention", toDo.Text, StringComparison.Ordinal);
        Assert.Contains("./hx demo", toDo.Text, StringComparison.Ordinal);
        Assert.Equal("3", toDo.One("[aria-current=step] .no").TextContent);
        Assert.Contains("La première ligne", (await reader.Open("/interventions/saisir")).Is(200).Text, StringComparison.Ordinal);
        PageRules.Check(toDo, "fr");
    }

    /// <summary>Of figures that are explained one of each kind is opened: a report has hundreds.</summary>
    private static string Alike(string path) => path.Contains("/chiffre?", StringComparison.Ordinal) ? string.Join('&', path.Split('&').Take(2)) : path;

    /// <summary>The address without identifiers, agreements, years and numbers.</summary>
    private static string Kind(string path) => Particular().Replace(path, "*");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z][A-Z0-9]*-[A-Z0-9-]+|[0-9]+(-[0-9]+)*")]
    private static partial Regex Particular();

    private async Task<string> Line()
    {
        if (_line is null)
        {
            _line = "/interventions";
            await Agreeing.Institutions(house);
            await Agreeing.InForce(house, Given.Agreement("RULES"));
            await Agreeing.InForce(house, Given.Agreement("RULES-2"));
            var registrar = await house.Visit("HG", "registrar");
            _line = (await LineJourneyTests.Register(registrar, "RULES", "R-1")).Address.AbsolutePath;
            await LineJourneyTests.Register(registrar, "RULES", "R-2");
            var approver = await house.Visit("HETS", "approver");
            await approver.Press((await approver.Open(_line)).Is(200), "form[action$='/contester'] button", ("contester-motif", "Elle a duré moins."), ("propose", "1:30"));
        }

        return _line;
    }
}
