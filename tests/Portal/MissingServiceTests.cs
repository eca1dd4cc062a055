using System.Net;
using System.Net.Sockets;
using HourExchange.Plumbing.Security;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Kit.Browsing;
using HourExchange.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Tests.Portal;

/// <summary>A service is stopped, or takes questions and never answers: pages say which, show the rest, and wait for nobody over 3 seconds.</summary>
[Collection(WithPages.Name)]
[Trait("needs", "servers")]
public sealed class MissingServiceTests(PortalHouse house)
{
    private const int PageLimit = 150;

    private static bool _isAgreed;

    private static readonly Uri Stopped = new("http://127.0.0.1:1");

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData("interventions")]
    [InlineData("ledger")]
    [InlineData("reporting")]
    [Trait("slow", "yes")]
    public async Task Every_page_names_the_service_that_is_stopped_and_shows_the_rest(string service)
    {
        var portal = await Without(service, Stopped);
        foreach (var role in new[] { "registrar", "approver", "finance", "management", "auditor" })
        {
            await Walk(role, PortalHouse.Visit(portal, "HETS", role), service);
        }
    }

    /// <summary>The session's token has ended, and no other is to be had.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("slow", "yes")]
    public async Task Every_page_names_a_sign_in_that_is_stopped_or_silent(bool isStopped)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var portal = await house.Start(provider: isStopped ? Stopped : Of(silent));
        foreach (var role in new[] { "registrar", "finance" })
        {
            await Walk(role, Ended(portal, role), "identity");
        }
    }

    [Theory]
    [InlineData("interventions")]
    [InlineData("ledger")]
    [InlineData("reporting")]
    [Trait("slow", "yes")]
    public async Task No_page_waits_over_three_seconds_for_a_service_that_is_silent(string service)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await Walk("finance", PortalHouse.Visit(await Without(service, Of(silent)), "HETS", "finance"), service);
    }

    [Theory]
    [InlineData("interventions")]
    [InlineData("identity")]
    public async Task What_was_typed_comes_back_with_the_service_named(string service)
    {
        await Agreed();
        var registrar = await house.Visit("HETS", "registrar");
        var form = (await registrar.Open("/interventions/saisir?convention=AWAY-1")).Is(200);
        var request = Browser.Request(
            form, ".acts button.btn:not(.second)", ("sens", "HG>HETS"), ("intervenant", "HG-031"), ("date", "2014-10-01"), ("nature", "cours"), ("domaine", "formation-de-base"),
            ("intitule", "Ne pas perdre"), ("quantite", "2"), ("unite", "heure"));
        var away = service == "identity" ? Ended(await house.Start(provider: Stopped), "registrar") : PortalHouse.Visit(await Without(service, Stopped), "HETS", "registrar");
        var opened = await away.Open("/aide");
        // The same form, with what proves that it is of the page that this browser sees.
        var typed = QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken));
        typed["__RequestVerificationToken"] = opened.One("input[name='__RequestVerificationToken']").GetAttribute("value");
        var told = (await away.Follow(new HttpRequestMessage(HttpMethod.Post, "/interventions/saisir")
        {
            Content = new FormUrlEncodedContent(typed.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()))),
        })).Is(503);
        Assert.Contains(Said(service), told.Text, StringComparison.Ordinal);
        Assert.Equal(("Ne pas perdre", typed["_cle"].ToString()), (told.Value("intitule"), told.Value("_cle")));
        PageRules.Check(told, "fr");
    }

    /// <summary>Every page that links lead to where all services answer, with one away: named, and in time.</summary>
    private async Task Walk(string role, Browser reader, string service)
    {
        await Agreed();
        var whole = await house.Visit("HETS", role);
        var said = Said(service);
        var open = new Queue<string>(["/"]);
        var seen = new HashSet<string>(open);
        var shown = 0;
        while (open.TryDequeue(out var path) && shown < PageLimit)
        {
            shown++;
            var page = await whole.Open(path);
            // Files and sheets to print come whole or not at all, and may take a minute.
            if (!page.Headers["Content-Type"].StartsWith("text/html", StringComparison.Ordinal) || page.Document.QuerySelector("main.sheet-page") is not null)
            {
                continue;
            }

            PageRules.Links(page).Where(seen.Add).ToList().ForEach(open.Enqueue);
            var without = await reader.Open(path);
            if (without.Waited > Limit)
            {
                // The machine, or the page? It is asked once more.
                without = await reader.Open(path);
            }

            Assert.True(without.Waited <= Limit, $"{path} of {role} without {service} takes {without.Waited.TotalSeconds:0.0} s");
            Assert.True(without.Status is 200 or 503, $"{path} of {role} without {service} answers {without.Status}");
            PageRules.Check(without, "fr");
            // What is not shown may wait all the same.
            Assert.False(without.Text.Contains(said, StringComparison.Ordinal) && without.Text.Contains("Tout est fait", StringComparison.Ordinal), $"{path} of {role} without {service} says that all is done");
            Assert.True(
                without.Text.Contains(said, StringComparison.Ordinal) || (without.Status == 200 && Content(without) == Content(page)),
                $"{path} of {role} without {service} ({without.Status}) does not say so:\n{Content(without)}\nwhere all answer:\n{Content(page)}");
        }
    }

    /// <summary>As a title has no full stop.</summary>
    private static string Said(string service) => Wording.Of("Portal", "fr")[$"Away.{service}"].TrimEnd('.');

    private static Uri Of(TcpListener listener) => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    private static Browser Ended(WebApplication portal, string role)
    {
        var browser = PortalHouse.Visit(portal, "HETS", role);
        browser.SignInAs(PortalHouse.EndedSessionCookie(portal, new Caller("HETS", role, $"HETS-{role}")));
        return browser;
    }

    private static string Content(SeenPage page) => page.One("main").TextContent;

    private Task<WebApplication> Without(string service, Uri instead) =>
        house.Start(service == "interventions" ? instead : null, service == "ledger" ? instead : null, service == "reporting" ? instead : null);

    private async Task Agreed()
    {
        if (!_isAgreed)
        {
            _isAgreed = true;
            await Agreeing.Institutions(house);
            await Agreeing.InForce(house, Given.Agreement("AWAY-1"));
            await LineJourneyTests.Register(await house.Visit("HG", "registrar"), "AWAY-1", "A-1");
        }
    }
}
