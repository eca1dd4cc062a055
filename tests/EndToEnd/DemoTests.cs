using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.EndToEnd;

[Trait("needs", "servers")]
[Collection(Alone.Name)]
public sealed partial class DemoTests(HxHouse house) : IClassFixture<HxHouse>
{
    private static readonly string[] Programs = ["interventions", "ledger", "reporting", "identity", "portal"];

    [Fact]
    public async Task The_demo_posts_the_sample_lines_exactly_once_and_run_again_changes_no_figure()
    {
        var lockFile = Path.GetTempFileName();
        var first = (await house.RunUnder(lockFile, "demo")).Is(0).Output;
        // Servers that hold what their starter held would keep the lock for as long as they run.
        await using (new FileStream(lockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose))
        {
        }

        Assert.Equal("867,268", string.Join(',', (await house.Run("psql", "ledger", "-Atc", "select count(*) from ledger.posting group by book order by book")).Is(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(159_951, await house.Number("ledger", "select sum(minutes) from ledger.posting"));
        Assert.Equal(0, await house.Number("ledger", "select sum(first_credit - first_debit + second_credit - second_debit) from ledger.pair_day"));
        Assert.Contains("403:33        630:12       -226:39", first, StringComparison.Ordinal);
        var link = new Uri(LinkOfFinance().Match(first).Groups[1].Value);
        using (var visitor = new HttpClient())
        {
            Assert.Contains("HETS · Finances", WebUtility.HtmlDecode(await visitor.GetStringAsync(link, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        }

        Assert.All(Programs, name => TellsWhatWasAskedAndNoSecret(house.LogOf(name), link.Segments[^1]));
        // At the sign-in nobody acts for an institution yet. A line is written when the answer has been sent.
        foreach (var name in Programs.Where(name => name != "identity"))
        {
            await Eventually.Holds($"the log of {name} says who asked", TimeSpan.FromSeconds(10), () => Task.FromResult(
                house.LogOf(name).Where(line => line.EndsWith('}')).Select(line => JsonNode.Parse(line)!).Any(line => line["State"] is { } told && (string?)told["Institution"] == "HETS" && told["Subject"] is not null)));
        }

        Assert.Equal(["identity IDENTITY", "identity PORTAL", "interventions INTERVENTIONS", "ledger LEDGER", "portal PORTAL", "reporting REPORTING"], house.PasswordsSeen());
        Assert.All(Programs, name => Assert.Equal("0x40000000", house.SettingOf(name, "DOTNET_GCHeapHardLimit")));

        var (second, tour) = Parts((await house.Run("demo", "--tour")).Is(0).Output, "A tour of what");
        Assert.Equal(Figures(first), Figures(second));
        Assert.Equal(1135, await house.Number("ledger", "select count(*) from ledger.posting where book <> 'VISITE-1'"));
        Assert.Contains("décompte n° 1, édition 1", tour, StringComparison.Ordinal);
        await HledgerAcceptsEveryBookAndYear();
        var verified = (await house.Run("verify")).Is(0).Output;
        Assert.All(["HETS-HG", "ISSM-CG68", "VISITE-1"], book => Assert.Contains(book, verified, StringComparison.Ordinal));

        Assert.Contains("Reports read generation 2 now.", (await house.Run("rebuild")).Is(0).Output, StringComparison.Ordinal);
        Assert.Equal(await house.Number("ledger", "select count(*) from ledger.posting"), await house.Number(
            "reporting", "select count(*) from reporting.posting where generation = (select number from reporting.generation where live)"));

        Assert.Matches(@"ledger +port \d+ +process \d+", (await house.Run("status")).Is(0).Output);
        (await house.Run("down")).Is(0);
        Assert.Empty(house.Processes());
    }

    [Fact]
    public async Task What_is_in_the_way_is_said_in_one_sentence()
    {
        (await house.Run("down")).Is(0);
        using var taken = new TcpListener(IPAddress.Loopback, 20432 + house.Offset);
        taken.Start();
        Says($"port {20432 + house.Offset}", await house.Run("up"));
        taken.Stop();
        Says("HX_POSTGRES", await house.RunWith(new() { ["HX_POSTGRES"] = "postgresql://admin:x@127.0.0.1:1" }, "up"));
        Says("HX_RABBITMQ", await house.RunWith(new() { ["HX_RABBITMQ"] = "amqp://admin:x@127.0.0.1:1", ["HX_RABBITMQ_HTTP"] = "http://127.0.0.1:1" }, "up"));
        Says("HX_POSTGRES", await house.RunWith(new() { ["HX_POSTGRES"] = "postgresql://admin:x@127.0.0.1:1" }, "test"));
        Says("HX_RABBITMQ", await house.RunWith(new() { ["HX_RABBITMQ"] = "amqp://admin:x@127.0.0.1:1", ["HX_RABBITMQ_HTTP"] = "http://127.0.0.1:1" }, "test"));
        Says("SDK", await house.RunWith(new() { ["PATH"] = ProgramsWithout("dotnet") }, "up"));
        Says("does not answer", await house.Run("rebuild"));
        Says("no folder", await house.Run("demo", "--samples", "/nowhere"));
        Says("unknown command", await house.Run("dance"));
        Says("none of the roles", await house.Run("token", "HETS", "king"));
    }

    private static void TellsWhatWasAskedAndNoSecret(IReadOnlyList<string> log, string secret)
    {
        Assert.DoesNotContain(log, line => line.Contains(secret, StringComparison.Ordinal));
        var lines = log.Select(line => JsonNode.Parse(line)!).ToList();
        Assert.All(lines, line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", (string?)line["Timestamp"]));
        Assert.Contains(lines, line => line["State"] is { } told && (int?)told["Status"] == 200 && (string?)told["Route"] is { Length: > 4 }
            && line["Scopes"]?.AsArray().Any(scope => scope is JsonObject fields && fields["TraceId"] is not null) == true);
    }

    private async Task HledgerAcceptsEveryBookAndYear()
    {
        var journals = 0;
        foreach (var (book, party) in new[] { ("HETS-HG", "HETS"), ("ISSM-CG68", "ISSM"), ("VISITE-1", "HG") })
        {
            var auditor = (await house.ClientsOf(party, "auditor")).Ledger;
            var years = (await auditor.ListYearsAsync(book)).Is(200).Select(year => year.Year);
            foreach (var year in (string?[])[null, .. years])
            {
                using var journal = await auditor.GetJournalAsync(book, year);
                using var text = new StreamReader(journal.Stream);
                var (code, error) = await Hledger.Check(await text.ReadToEndAsync());
                Assert.True(code == 0, $"{book} {year}: {error}");
                journals++;
            }
        }

        Assert.True(journals > 20, $"{journals} journals");
    }

    private static string ProgramsWithout(string name)
    {
        var folder = Directory.CreateTempSubdirectory("hx-path-").FullName;
        foreach (var program in Directory.GetFiles("/usr/bin").Where(program => Path.GetFileName(program) != name))
        {
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(program)), program);
        }

        return folder;
    }

    private static void Says(string words, HxResult result)
    {
        result.Is(1);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Trim().Split('\n'));
    }

    private static (string Before, string From) Parts(string output, string mark)
    {
        var at = output.IndexOf(mark, StringComparison.Ordinal);
        Assert.True(at > 0, output);
        return (output[..at], output[at..]);
    }

    /// <summary>The tables of the output, without the lines that tell how it went.</summary>
    private static string Figures(string output) => string.Join('\n', output.Split('\n').Where(line => Table().IsMatch(line)));

    [GeneratedRegex(@"HETS +finance +(http\S+)")]
    private static partial Regex LinkOfFinance();

    [GeneratedRegex(@"^    |bilan|soldes")]
    private static partial Regex Table();
}
