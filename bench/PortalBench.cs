using System.Diagnostics;
using System.Globalization;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.SigningIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace HourExchange.Bench;

/// <summary>
/// Pages of a running house with the sample years: their size as they travel, their time with 4 requests in flight, and with 20 how many a
/// second and what each costs beside a page that asks nobody for anything.
/// </summary>
internal static class PortalBench
{
    private const int Asked = 200;
    private const string Empty = "/accessibilite";

    private static readonly string[] Assets = ["/assets/app.css", "/assets/app.js", "/assets/fonts/archivo-latin-wght.woff2"];

    private static readonly (string Role, string Path)[] Pages =
    [
        ("registrar", Empty), ("approver", "/a-faire"), ("registrar", "/interventions"), ("registrar", "/interventions?convention=HETS-HG&annee=2014-2015&etat=confirmed"),
        ("registrar", "LINE"), ("registrar", "/interventions/saisir?convention=HETS-HG"), ("registrar", "/importer"), ("registrar", "/intervenants"),
        ("finance", "/comptes"), ("finance", "/comptes/HETS-HG?au=2016-08-31"), ("finance", "/comptes/HETS-HG/decompte/2015-2016"), ("finance", "/comptes/HETS-HG/bouclement/2014-2015"),
        ("finance", "/comptes/HETS-HG/propositions"), ("finance", "/comptes/HETS-HG/rapprochement"), ("finance", "/compensations"),
        ("management", "/bilans"), ("management", "/bilans/HETS-HG/2015-2016"), ("management", "/bilans/HETS-HG/2015-2016/chiffres"), ("management", "/bilans/HETS-HG/2015-2016/commentaire"),
        ("management", "/bilans/ensemble?annee=2015-2016"), ("management", "/conventions"), ("management", "/conventions/HETS-HG"), ("management", "/conventions/HETS-HG/suivi"),
    ];

    /// <param name="keyFolder">Of the portal: the same keys seal the session here.</param>
    /// <param name="process">Of the portal.</param>
    public static async Task Run(Uri portal, string keyFile, string keyFolder, int process)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 32 }) { BaseAddress = portal };
        var protector = DataProtectionProvider.Create(new DirectoryInfo(keyFolder), keys => keys.SetApplicationName("hourexchange-portal"))
            .CreateProtector("Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationMiddleware", PortalSession.Scheme, "v2");
        var people = 0;
        var line = await FirstLine(http, Session("registrar"));
        var assets = 0L;
        foreach (var asset in Assets)
        {
            assets += (await Ask(http, asset, null)).Bytes;
        }

        Say($"stylesheet, script and font: {assets / 1000.0:0.0} kB as they travel");
        var empty = 0.0;
        foreach (var (role, path) in Pages.Select(page => (page.Role, page.Path == "LINE" ? line : page.Path)))
        {
            // Warm, then measured: code is compiled for good some seconds after it was first used often.
            await Times(http, path, Session(role), 4, Asked);
            var (_, bytes) = await Ask(http, path, Session(role));
            var calm = await Times(http, path, Session(role), 4, Asked);
            var many = Session(role);
            var (before, watch) = (Ticks(process), Stopwatch.StartNew());
            await Times(http, path, many, 20, Asked);
            var (seconds, each) = (watch.Elapsed.TotalSeconds, (Ticks(process) - before) * 10.0 / Asked);
            empty = path == Empty ? each : empty;
            Say($"{path}: {(bytes + assets) / 1000.0:0.0} kB ({bytes / 1000.0:0.0} of the page); 4 in flight: median {calm[calm.Count / 2]:0} ms, p95 {calm[calm.Count * 95 / 100]:0} ms; 20 in flight: {Asked / seconds:0} pages/s, {each:0.0} ms of the portal each ({each / empty:0.0} x empty)");
        }

        // Each time somebody else: the services answer one person some hundred requests a second, and make it wait beyond.
        string Session(string role)
        {
            var subject = $"HETS-{role}-{++people}";
            return new TicketDataFormat(protector).Protect(PortalSession.Ticket(
                new Caller("HETS", role, subject),
                new Dictionary<string, string> { [PortalSession.AccessToken] = DevelopmentTokens.Sign(keyFile, "HETS", role, subject, TimeProvider.System.GetUtcNow()) }));
        }
    }

    private static async Task<string> FirstLine(HttpClient http, string session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/interventions?etat=confirmed") { Headers = { { "Cookie", $"{PortalSession.Cookie}={session}" } } };
        using var answer = await http.SendAsync(request);
        var html = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var at = html.IndexOf("<th scope=\"row\"><a href=\"/interventions/", StringComparison.Ordinal) + "<th scope=\"row\"><a href=\"".Length;
        return html[at..html.IndexOf('"', at)];
    }

    private static async Task<List<double>> Times(HttpClient http, string path, string session, int atOnce, int times)
    {
        var taken = new List<double>();
        await Parallel.ForEachAsync(Enumerable.Range(0, times), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, _) =>
        {
            var milliseconds = (await Ask(http, path, session)).Milliseconds;
            lock (taken)
            {
                taken.Add(milliseconds);
            }
        });
        taken.Sort();
        return taken;
    }

    private static async Task<(double Milliseconds, long Bytes)> Ask(HttpClient http, string path, string? session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Encoding", "br" } } };
        if (session is not null)
        {
            request.Headers.Add("Cookie", $"{PortalSession.Cookie}={session}");
        }

        var watch = Stopwatch.StartNew();
        using var answer = await http.SendAsync(request);
        var body = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return (watch.Elapsed.TotalMilliseconds, body.Length);
    }

    /// <summary>Of the processor, in hundredths of a second (USER_HZ).</summary>
    private static long Ticks(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
