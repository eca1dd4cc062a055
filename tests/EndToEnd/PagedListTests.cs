using System.Text.Json;
using System.Text.Json.Nodes;
using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Reporting;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Ledger.Reconciling;
using HourExchange.Tests.Ledger.Settlements.Netting;

namespace HourExchange.Tests.EndToEnd;

/// <summary>Every list that comes page by page is walked in the same way: <c>after</c> is the <c>next</c> of the page before.</summary>
[Trait("needs", "servers")]
public sealed class PagedListTests(House house) : IClassFixture<House>
{
    private const string Agreement = "agreements/HETS-HG/";

    // Where a list had another name for it, that is still taken.
    private static readonly Dictionary<string, string> FormerNames = new()
    {
        ["ledger /api/v1/settlements"] = "cursor",
        ["ledger /api/v1/nettings"] = "cursor",
        ["ledger /api/v1/books/{book}/proposals"] = "cursor",
        ["ledger /api/v1/books/{book}/reconciliations"] = "before",
    };

    [Fact]
    public async Task Every_paged_list_is_walked_by_after_and_by_the_name_it_had()
    {
        var (reconciliation, committee, meeting) = await Fill();
        var rejected = new[] { InterventionsService.Host, LedgerService.Host, ReportingService.Host }
            .Select(host => ($"{host.Name} /api/v1/rejected-messages", (Role: "operator", Path: "rejected-messages?")));
        var lists = new Dictionary<string, (string Role, string Path)>(rejected.Select(list => KeyValuePair.Create(list.Item1, list.Item2)))
        {
            ["interventions /api/v1/agreements"] = ("auditor", "agreements?"),
            ["interventions /api/v1/agreements/{reference}/actions"] = ("auditor", Agreement + "actions?"),
            ["interventions /api/v1/agreements/{reference}/commitments"] = ("auditor", Agreement + "commitments?"),
            ["interventions /api/v1/agreements/{reference}/committees/{id}/compositions"] = ("auditor", $"{Agreement}committees/{committee}/compositions?"),
            ["interventions /api/v1/agreements/{reference}/documents"] = ("auditor", Agreement + "documents?"),
            ["interventions /api/v1/agreements/{reference}/in-kind-means"] = ("auditor", Agreement + "in-kind-means?"),
            ["interventions /api/v1/agreements/{reference}/meetings"] = ("auditor", Agreement + "meetings?"),
            ["interventions /api/v1/agreements/{reference}/meetings/{id}/corrections"] = ("auditor", $"{Agreement}meetings/{meeting}/corrections?"),
            ["interventions /api/v1/contributors"] = ("auditor", "contributors?institution=HETS&"),
            ["interventions /api/v1/imports/{id}/rows"] = ("registrar", $"imports/{await StoreList()}/rows?"),
            ["interventions /api/v1/institutions"] = ("auditor", "institutions?"),
            ["interventions /api/v1/interventions"] = ("auditor", "interventions?agreement=HETS-HG&"),
            ["ledger /api/v1/books"] = ("auditor", "books?"),
            ["ledger /api/v1/books/{book}/proposals"] = ("auditor", "books/HETS-HG/proposals?"),
            ["ledger /api/v1/books/{book}/reconciliations"] = ("auditor", "books/HETS-HG/reconciliations?"),
            ["ledger /api/v1/nettings"] = ("auditor", "nettings?"),
            ["ledger /api/v1/reconciliations/{id}"] = ("auditor", $"reconciliations/{reconciliation}?"),
            ["ledger /api/v1/settlements"] = ("auditor", "settlements?"),
            ["reporting /api/v1/reports"] = ("auditor", "reports?"),
            ["reporting /api/v1/reports/years"] = ("auditor", "reports/years?"),
        };
        // A list that is new stands here too.
        Assert.Equal(Documented().Order(), lists.Keys.Order());
        foreach (var (name, (role, path)) in lists)
        {
            var reader = await house.As(role == "operator" ? "*" : "HETS", role);
            var whole = await Ask(reader, name, path);
            var all = Rows(whole);
            Assert.True(all.Count >= 3, $"{name} has {all.Count} rows: {whole.Text}");
            Assert.Equal(JsonValueKind.Null, whole["next"].ValueKind);
            foreach (var parameter in new[] { "after", FormerNames.GetValueOrDefault(name) }.OfType<string>())
            {
                Assert.Equal(all, await Walk(reader, name, path, parameter, all.Count));
            }

            (await Send(reader, name, path + "limit=0")).IsProblem(400, "page-invalid");
            (await Send(reader, name, path + "limit=201")).IsProblem(400, "page-invalid");
        }
    }

    /// <returns>A stored list of three rows, judged by the service itself.</returns>
    private async Task<string> StoreList()
    {
        var registrar = await house.As("HETS", "registrar");
        var import = (await registrar.PostRaw("imports/stored?agreement=HETS-HG", Given.Csv(Given.Row("S-1"), Given.Row("S-2"), Given.Row("S-3")))).Is(202)["import"].GetString()!;
        await Eventually.Equal("ready", async () => (await registrar.Get($"imports/{import}")).Is(200)["state"].GetString());
        return import;
    }

    private static async Task<List<string>> Walk(Institution reader, string name, string path, string parameter, int most)
    {
        var seen = new List<string>();
        var from = "";
        for (var page = 0; page <= most; page++)
        {
            var reply = await Ask(reader, name, $"{path}limit=1{from}");
            seen.AddRange(Rows(reply));
            if (reply["next"].ValueKind == JsonValueKind.Null)
            {
                return seen;
            }

            from = $"&{parameter}={Uri.EscapeDataString(reply["next"].ToString())}";
        }

        throw new InvalidOperationException($"{name} does not end by {parameter}: {seen.Count} rows.");
    }

    /// <summary>What is asked for by limit, as the documents say.</summary>
    private static List<string> Documented()
    {
        var lists = new List<string>();
        foreach (var service in House.Hosts.Select(host => host.Name))
        {
            var paths = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi", service + ".json")))!["paths"]!.AsObject();
            foreach (var (path, operations) in paths)
            {
                var names = operations!["get"]?["parameters"]?.AsArray().Select(parameter => (string?)parameter!["name"]).ToList() ?? [];
                // What is behind a figure is walked in ExplainedFiguresTests and ExplainedLinesTests, for every figure of a report.
                if (!path.EndsWith("/figure", StringComparison.Ordinal) && !path.EndsWith("/{year}/lines", StringComparison.Ordinal) && names.Intersect(["limit", "after", "cursor", "before"]).Any())
                {
                    Assert.Equal(["after", "limit"], names.Intersect(["after", "limit"]).Order());
                    lists.Add($"{service} {path}");
                }
            }
        }

        return lists;
    }

    private static List<string> Rows(Reply reply) =>
        [.. reply.Json.EnumerateObject().First(member => member.Value.ValueKind == JsonValueKind.Array).Value.EnumerateArray().Select(row => row.GetRawText())];

    private static async Task<Reply> Ask(Institution reader, string name, string path) => (await Send(reader, name, path)).Is(200);

    private static Task<Reply> Send(Institution reader, string name, string path) => name.Split(' ')[0] switch
    {
        "ledger" => reader.AskLedger(path),
        "reporting" => reader.AskReporting(path),
        _ => reader.Get(path),
    };

    /// <returns>A comparison of three rows, a committee of four compositions, a meeting of three corrections.</returns>
    private async Task<(string Reconciliation, string Committee, string Meeting)> Fill()
    {
        await GivenList.Book(house, "HETS-HG", Given.Row("R-1"), Given.Row("R-2", "02.10.2014", nature: "td"), Given.Row("R-3", "03.10.2014"));
        var management = await house.As("HETS", "management");
        foreach (var other in new[] { "ISSM", "CG68" })
        {
            (await management.Post("agreements", Given.Agreement("HETS-" + other) with { Parties = ["HETS", other] })).Is(201);
        }

        var committee = (await management.Post(Agreement + "committees", new
        {
            kind = "steering",
            name = "Pilotage",
            seats = new[] { new { institution = "HETS", seats = 1, role = "direction" } },
            members = new[] { new { institution = "HETS", code = "HETS-000" } },
            resourcePersons = Array.Empty<object>(),
        })).Is(201)["id"].GetString()!;
        var finance = await house.As("HETS", "finance");
        var reconciliation = "";
        for (var number = 1; number <= 3; number++)
        {
            (await management.Post(Agreement + "meetings", new
            {
                committee,
                heldOn = $"2014-10-0{number}",
                participants = new[] { new { institution = "HETS", code = "HETS-000" } },
                decisions = new[] { new { text = "Calendrier adopté." } },
            })).Is(201);
            (await management.Post(Agreement + "actions", new { text = $"Publier {number}", responsible = "HG", dueOn = "2015-03-31" })).Is(201);
            (await management.Post(Agreement + "commitments", new { kind = "joint-event", text = $"Journée {number}" })).Is(201);
            (await management.Post(Agreement + "in-kind-means", new { what = $"Salle {number}", institution = "HG", since = "2012-09-01" })).Is(201);
            (await management.PostRaw($"{Agreement}documents?title=Annexe{number}", [.. "%PDF-1.4\n"u8, (byte)number], "application/pdf")).Is(201);
            (await (await house.As("HETS", "registrar")).Post("contributors", new { institution = "HETS", code = $"P-{number}" })).Is(201);
            (await finance.PostToLedger("books/HETS-HG/adjustments", new
            {
                reason = $"Reprise {number}",
                entries = new[] { new { institution = "HETS", counterpart = "HG", domain = "promotion", valueDate = "2014-10-01", minutes = number } },
            })).Is(201);
            reconciliation = (await finance.PostRawToLedger(
                "books/HETS-HG/reconciliations?year=2014-2015&counterpart=HG", GivenList.Rows($"R-{number};01.10.2014;HG;HETS;formation-de-base;cours;90"))).Is(201)["id"].GetString()!;
            var settlements = new[] { await GivenSettlement.Owed(house, "HETS", "HG", 10), await GivenSettlement.Owed(house, "HG", "HETS", 4) };
            (await finance.PostToLedger("nettings", new { settlements })).Is(201);
            foreach (var host in House.Hosts)
            {
                await house.Execute(host, """
                    insert into plumbing.rejected_message (id, consumer, message_id, contract, body, code, detail, alarm)
                    values (@id, 'nobody', @id, 'none', '{}', 'code', 'detail', false)
                    """, new { id = Guid.CreateVersion7() });
            }
        }

        await house.Execute(ReportingService.Host, """
            insert into reporting.bilan (agreement, year) values ('HETS-HG', '2012-2013'), ('HETS-HG', '2013-2014'), ('HETS-HG', '2014-2015') on conflict do nothing;
            insert into reporting.ended_period (agreement, number, span, first_day, last_day, checked_number)
            select 'HETS-HG', month, 'month', make_date(2014, month, 1), make_date(2014, month, 28), 0 from generate_series(1, 3) as month;
            insert into reporting.built_report (id, agreement, kind, number, edition, postings, hash, content, built_at, differences)
            select gen_random_uuid(), agreement, 'balance', number, 1, 0, '', '{}', now(), '[]' from reporting.ended_period
            """);
        var meeting = (await management.Get(Agreement + "meetings")).Is(200)["meetings"][0].GetProperty("id").GetString()!;
        for (var number = 1; number <= 3; number++)
        {
            (await management.Act($"{Agreement}committees/{committee}/compositions", new
            {
                effectiveFrom = $"2014-10-0{number}",
                seats = new[] { new { institution = "HETS", seats = number, role = "direction" } },
            })).Is(201);
            (await management.Act($"{Agreement}meetings/{meeting}/corrections", new
            {
                reason = "Oubli",
                content = new
                {
                    heldOn = "2014-10-01",
                    participants = new[] { new { institution = "HETS", code = "HETS-000" } },
                    decisions = new[] { new { text = $"Calendrier {number} adopté." } },
                },
            })).Is(201);
        }

        return (reconciliation, committee, meeting);
    }
}
